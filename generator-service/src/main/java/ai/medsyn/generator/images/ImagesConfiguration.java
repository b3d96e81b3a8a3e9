package ai.medsyn.generator.images;

import ai.medsyn.generator.images.diffusion.DiffusionSettings;
import ai.medsyn.generator.images.phantom.Department;
import ai.medsyn.generator.images.phantom.PhantomGenerator;
import ai.medsyn.platform.models.BuiltInModel;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.radiology.EntityExtractor;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The built-in image generator, the settings of the others, and the jobs of both. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DiffusionSettings.class)
class ImagesConfiguration {

    @Bean
    ImageGenerator phantom(EntityExtractor extractor) {
        return new PhantomGenerator(extractor);
    }

    /** Two hospitals with scanners of their own: what stands in for real and synthetic films where there are none. */
    @Bean
    ImageGenerator phantomOfHospitalA(EntityExtractor extractor) {
        return new PhantomGenerator(extractor, Department.HOSPITAL_A);
    }

    @Bean
    ImageGenerator phantomOfHospitalB(EntityExtractor extractor) {
        return new PhantomGenerator(extractor, Department.HOSPITAL_B);
    }

    @Bean
    DrawJob drawBuiltIn(CandidateImages candidates, DrawnImages images) {
        return new DrawJob(DrawJob.BUILT_IN, "cpu", candidates, images);
    }

    @Bean
    DrawJob drawRegistered(CandidateImages candidates, DrawnImages images, DiffusionSettings diffusion) {
        return new DrawJob(DrawJob.REGISTERED, diffusion.workers(), candidates, images);
    }

    @Bean
    BuiltInModel phantomModel() {
        return phantom(Department.ANY);
    }

    @Bean
    BuiltInModel phantomModelOfHospitalA() {
        return phantom(Department.HOSPITAL_A);
    }

    @Bean
    BuiltInModel phantomModelOfHospitalB() {
        return phantom(Department.HOSPITAL_B);
    }

    private static BuiltInModel phantom(Department department) {
        return new BuiltInModel(
                department.modelId(PhantomGenerator.MODEL_ID),
                ModelKind.IMAGE_GENERATOR,
                "1",
                "CC-BY-4.0",
                Map.of("minSize", 256, "maxSize", 1024, "multipleOf", 8, "masks", true));
    }
}
