package ai.medsyn.generator.images;

import ai.medsyn.generator.images.diffusion.TinyPipeline;
import ai.medsyn.onnx.Safetensors;
import ai.medsyn.onnx.StoredTensor;
import ai.medsyn.platform.lineage.CorpusId;
import ai.medsyn.platform.lineage.CorpusSpec;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.platform.models.ModelFormat;
import ai.medsyn.platform.models.ModelKind;
import ai.medsyn.platform.models.ModelRegistry;
import ai.medsyn.platform.models.NewModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A registered tiny pipeline and corpora that it is to draw, for tests of the service. */
final class TinyDiffusion {

    static final String MODEL = "tiny-sd1";
    /** Float16 that overflows, with {@link #MODEL} as its float32. */
    static final String OVERFLOWING = "tiny-sd1-half";

    static final String TEAM = "radiology";
    private static final int SIZE = 64;

    private final ModelRegistry registry;
    private final Datasets datasets;
    private final JdbcClient jdbc;

    TinyDiffusion(ModelRegistry registry, Datasets datasets, JdbcClient jdbc) {
        this.registry = registry;
        this.datasets = datasets;
        this.jdbc = jdbc;
        register(MODEL, "tiny/sd1", Map.of());
        register(OVERFLOWING, "tiny/sd1-half", Map.of("float32", MODEL));
    }

    private void register(String id, String location, Map<String, Object> parameters) {
        registry.register(new NewModel(
                id, ModelKind.IMAGE_GENERATOR, ModelFormat.DIFFUSERS_ONNX, "1", location, "Apache-2.0", parameters));
    }

    /** Copies the pipelines below a root {@code tiny}. */
    static void install(Path root) throws IOException {
        TinyPipeline.copy("tiny-sd1-legacy", root.resolve("sd1"));
        TinyPipeline.copyOverflowing(root.resolve("sd1-half"));
    }

    /** Writes initial latents of which some rows are not finite. */
    static void latents(Path file, boolean... finite) throws IOException {
        int count = 4 * (SIZE / 8) * (SIZE / 8);
        float[] rows = new float[finite.length * count];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = finite[i / count] ? (float) StrictMath.sin(i) : Float.NaN;
        }
        Safetensors.write(
                file, Map.of("latents", StoredTensor.of(rows, finite.length, 4, SIZE / 8, SIZE / 8)), Map.of());
    }

    /** A corpus whose texts are written and whose images are not drawn. */
    UUID corpus(int count, int steps, @Nullable String latents) {
        return corpus(MODEL, count, steps, latents);
    }

    UUID corpus(String model, int count, int steps, @Nullable String latents) {
        UUID id = UUID.randomUUID();
        datasets.corpus(
                new CorpusId(id),
                TEAM,
                7,
                new CorpusSpec(
                        new CorpusSpec.SampledReports(
                                "grammar-2",
                                new SamplingSpec(3, 1, 15, SamplingSpec.Weighting.BALANCED, Map.of()),
                                null),
                        null,
                        new CorpusSpec.ImageSpec(
                                model, SIZE, new CorpusSpec.Diffusion(steps, 3, 0.5, "dpmpp-2m", "blurry", latents))));
        for (int ordinal = 0; ordinal < count; ordinal++) {
            jdbc.sql("""
                            insert into sample (corpus, ordinal, findings, impression, prompt_source, entities, labels, token_count,
                                seed, writer, attempts, text_sha256)
                            values (?, ?, '', 'Small left pleural effusion.', 'IMPRESSION', '{}', '{}', 4, 1, 'test', 1, ?)
                            """).params(id, ordinal, new byte[32]).update();
        }
        return id;
    }

    /** What lineage keeps of an image. */
    String settings(UUID corpus, int ordinal) {
        return jdbc.sql("select settings::text from sample_image where corpus = ? and ordinal = ?")
                .params(corpus, ordinal)
                .query(String.class)
                .single();
    }
}
