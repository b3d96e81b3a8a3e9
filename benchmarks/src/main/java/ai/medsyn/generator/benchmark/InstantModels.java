package ai.medsyn.generator.benchmark;

import ai.medsyn.generator.images.GeneratedImage;
import ai.medsyn.generator.images.ImageGenerator;
import ai.medsyn.generator.images.ImageRequest;
import ai.medsyn.generator.reports.ReportWriter;
import ai.medsyn.generator.reports.WrittenReport;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.platform.models.BuiltInModel;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.radiology.Entity;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InstantModels {

    static final String WRITER = "instant-writer";
    static final String GENERATOR = "instant-generator";

    @Bean
    ReportWriter instantWriter() {
        return new ReportWriter() {
            @Override
            public String modelId() {
                return WRITER;
            }

            @Override
            public WrittenReport write(List<Entity> entities, long seed) {
                String impression = "Mild cardiomegaly, examination " + Long.toUnsignedString(seed, 36) + ".";
                return new WrittenReport("The heart is mildly enlarged.", impression, 1);
            }
        };
    }

    /** Noise of 16 x 16 pixels: the smallest thing that is still an image. */
    @Bean
    ImageGenerator instantGenerator() {
        return new ImageGenerator() {
            @Override
            public String modelId() {
                return GENERATOR;
            }

            @Override
            public int preferredBatch() {
                return 500;
            }

            @Override
            public List<GeneratedImage> generate(List<ImageRequest> requests) {
                return requests.stream().map(InstantModels::noise).toList();
            }
        };
    }

    private static GeneratedImage noise(ImageRequest request) {
        byte[] pixels = new byte[16 * 16];
        new Random(request.seed()).nextBytes(pixels);
        return new GeneratedImage(new GrayImage(16, 16, pixels), null, List.of(), Map.of());
    }

    @Bean
    BuiltInModel instantWriterModel() {
        return new BuiltInModel(WRITER, ModelKind.REPORT_WRITER, "1", "CC0-1.0", Map.of());
    }

    @Bean
    BuiltInModel instantGeneratorModel() {
        return new BuiltInModel(GENERATOR, ModelKind.IMAGE_GENERATOR, "1", "CC0-1.0", Map.of());
    }
}
