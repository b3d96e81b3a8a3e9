package ai.medsyn.training.runs;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sealed datasets whose images are a bright square at a place that the report names. */
public final class TestDataset {

    public static final String TEAM = "radiology";

    private static final int SIDE = 48;
    private static final List<String> PLACES = List.of("upper left", "upper right", "lower left", "lower right");
    private static final List<String> FINDINGS = List.of("effusion", "nodule", "opacity", "mass", "consolidation");

    private final JdbcClient jdbc;
    private final ArtifactStore artifacts;

    public TestDataset(JdbcClient jdbc, ArtifactStore artifacts) {
        this.jdbc = jdbc;
        this.artifacts = artifacts;
    }

    /** A sealed dataset of reports alone. */
    public UUID sealedWithoutImages(int count) throws IOException {
        return sealed(count, ordinal -> Content.REPORT);
    }

    /** A sealed dataset of which every fifth pair is held out; the image of one ordinal may be broken. */
    public UUID sealed(int count, int broken) throws IOException {
        return sealed(count, ordinal -> ordinal == broken ? Content.BROKEN_PAIR : Content.PAIR);
    }

    private enum Content {
        PAIR,
        BROKEN_PAIR,
        REPORT
    }

    private UUID sealed(int count, IntFunction<Content> contents) throws IOException {
        UUID corpus = UUID.randomUUID();
        UUID job = UUID.randomUUID();
        UUID dataset = UUID.randomUUID();
        jdbc.sql("insert into corpus (id, team, seed, spec, created_at) values (?, ?, 1, '{}', now())")
                .params(corpus, TEAM)
                .update();
        jdbc.sql("""
                        insert into job (id, kind, pool, state, unit, spec, team, request_digest, submitted_at, ended_at)
                        values (?, 'dataset.build', 'coordinator', 'SUCCEEDED', 'samples', '{}', ?, '', now(), now())
                        """).params(job, TEAM).update();
        jdbc.sql("""
                        insert into dataset (id, name, state, origin, team, corpus, job, requested, created_at)
                        values (?, ?, 'BUILDING', 'SYNTHETIC', ?, ?, ?, ?, now())
                        """).params(dataset, "d-" + dataset, TEAM, corpus, job, count).update();
        for (int ordinal = 0; ordinal < count; ordinal++) {
            sample(corpus, ordinal, contents.apply(ordinal));
            jdbc.sql("insert into dataset_sample (dataset, position, ordinal, split) values (?, ?, ?, ?)")
                    .params(dataset, ordinal, ordinal, ordinal % 5 == 4 ? "validate" : "train")
                    .update();
        }
        jdbc.sql("""
                        update dataset set state = 'SEALED', version = '1.0.0', sealed_at = now(), accepted = ?, manifest_digest = ? where id = ?
                        """).params(count, "0".repeat(64), dataset).update();
        return dataset;
    }

    private void sample(UUID corpus, int ordinal, Content content) throws IOException {
        jdbc.sql("""
                        insert into sample (corpus, ordinal, findings, impression, prompt_source, entities, labels, token_count, seed, writer,
                            attempts, text_sha256)
                        values (?, ?, ?, ?, 'IMPRESSION', '{}', '{}', 9, 1, 'test', 1, ?)
                        """)
                .params(
                        corpus,
                        ordinal,
                        "The heart is normal.",
                        report(ordinal),
                        Sha256.of(report(ordinal)).bytes())
                .update();
        if (content != Content.REPORT) {
            image(corpus, ordinal, content == Content.BROKEN_PAIR);
        }
    }

    private void image(UUID corpus, int ordinal, boolean broken) throws IOException {
        byte[] image = image(ordinal);
        if (broken) {
            image[image.length / 2] ^= 0x20;
        }
        ObjectName name = new ObjectName("corpora/%s/images/%06d.png".formatted(corpus, ordinal));
        artifacts.put(name, image);
        jdbc.sql("""
                        insert into sample_image (corpus, ordinal, object, sha256, bytes, width, height, seed, generator, settings, unrendered)
                        values (?, ?, ?, ?, ?, ?, ?, 1, 'test', '{}', '{}')
                        """)
                .params(corpus, ordinal, name.value(), Sha256.of(image).bytes(), image.length, SIDE, SIDE)
                .update();
    }

    private static String report(int ordinal) {
        return "There is a " + FINDINGS.get(ordinal / 4 % FINDINGS.size()) + " in the "
                + PLACES.get(ordinal % PLACES.size()) + " zone.";
    }

    private static byte[] image(int ordinal) {
        byte[] pixels = new byte[SIDE * SIDE];
        int half = SIDE / 2;
        int size = 6 + 3 * (ordinal / 4 % FINDINGS.size());
        int left = ordinal % 2 * half + 2;
        int top = ordinal / 2 % 2 * half + 2;
        for (int y = top; y < top + size; y++) {
            java.util.Arrays.fill(pixels, y * SIDE + left, y * SIDE + left + size, (byte) 220);
        }
        return PngEncoder.encode(new GrayImage(SIDE, SIDE, pixels), Map.of());
    }
}
