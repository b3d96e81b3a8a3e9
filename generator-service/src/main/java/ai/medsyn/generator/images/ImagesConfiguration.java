package ai.medsyn.generator.images;

import ai.medsyn.generator.images.diffusion.DiffusionSettings;
import ai.medsyn.generator.images.phantom.PhantomGenerator;
import ai.medsyn.platform.models.BuiltInModel;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.radiology.EntityExtractor;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The built-in image generator, and the settings of the others. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DiffusionSettings.class)
class ImagesConfiguration {

    @Bean
    ImageGenerator phantom(EntityExtractor extractor) {
        return new PhantomGenerator(extractor);
    }

    @Bean
    BuiltInModel phantomModel() {
        return new BuiltInModel(
                PhantomGenerator.MODEL_ID,
                ModelKind.IMAGE_GENERATOR,
                "1",
                "CC-BY-4.0",
                Map.of("minSize", 256, "maxSize", 1024, "multipleOf", 8, "masks", true));
    }
}
