package ai.medsyn.filter.curation;

import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.PngEncoder;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A corpus that a test fills with candidates. */
final class TestCorpus {

    static final int SIDE = 32;
    static final String TEAM = "radiology";

    private static final LexiconExtractor EXTRACTOR = new LexiconExtractor(Lexicon.builtIn());
    private static final List<String> SIDES = List.of("left", "right", "bilateral");
    private static final List<String> SIZES = List.of("small", "moderate", "large");
    private static final List<String> FINDINGS =
            List.of("pleural effusion", "pneumothorax", "pneumonia", "atelectasis");

    private final JdbcClient jdbc;
    private final ArtifactStore artifacts;
    final UUID id = UUID.randomUUID();

    TestCorpus(JdbcClient jdbc, ArtifactStore artifacts) {
        this.jdbc = jdbc;
        this.artifacts = artifacts;
        jdbc.sql("insert into corpus (id, team, seed, spec, created_at) values (?, ?, 1, '{}', now())")
                .params(id, TEAM)
                .update();
    }

    /** A report that differs from that of every ordinal within 36 in what it states. */
    static String report(int ordinal) {
        return "There is a %s %s %s. The heart is normal in size."
                .formatted(
                        SIZES.get(ordinal % 3),
                        SIDES.get(ordinal / 3 % 3),
                        FINDINGS.get(ordinal / 9 % FINDINGS.size()));
    }

    /** An image that passes every policy and is like no image of another seed. */
    static byte[] image(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[SIDE * SIDE];
        random.nextBytes(pixels);
        return PngEncoder.encode(new GrayImage(SIDE, SIDE, pixels), Map.of());
    }

    static byte[] flat(int gray) {
        byte[] pixels = new byte[SIDE * SIDE];
        java.util.Arrays.fill(pixels, (byte) gray);
        return PngEncoder.encode(new GrayImage(SIDE, SIDE, pixels), Map.of());
    }

    /** Adds candidates of which every policy approves. */
    TestCorpus good(int from, int to) {
        for (int ordinal = from; ordinal < to; ordinal++) {
            add(ordinal, report(ordinal), image(ordinal));
        }
        return this;
    }

    /** Adds a candidate whose report says what was requested. */
    TestCorpus add(int ordinal, String impression, byte[] image) {
        List<String> entities = EXTRACTOR.extract(impression).stream()
                .map(EntityMention::entity)
                .distinct()
                .map(Object::toString)
                .toList();
        return add(ordinal, impression, entities, null, image);
    }

    TestCorpus add(int ordinal, String impression, List<String> entities, String sourceId, byte[] image) {
        text(ordinal, impression, entities, sourceId);
        ObjectName name = image(ordinal, id);
        jdbc.sql("""
                        insert into sample_image (corpus, ordinal, object, sha256, bytes, width, height, seed, generator, settings, unrendered)
                        values (?, ?, ?, ?, ?, ?, ?, 1, 'test', '{}', '{}')
                        """)
                .params(id, ordinal, name.value(), Sha256.of(image).bytes(), image.length, SIDE, SIDE)
                .update();
        try {
            artifacts.put(name, image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Lets a candidate's image be one that its generator could not draw. */
    TestCorpus undrawn(int ordinal) {
        jdbc.sql("update sample_image set settings = '{\"unusable\": \"NaN\"}' where corpus = ? and ordinal = ?")
                .params(id, ordinal)
                .update();
        return this;
    }

    void text(int ordinal, String impression, List<String> entities, String sourceId) {
        jdbc.sql("""
                        insert into sample (corpus, ordinal, findings, impression, prompt_source, entities, labels, token_count, seed, writer,
                            attempts, source_id, text_sha256)
                        values (?, ?, '', ?, 'IMPRESSION', ?, '{}', 9, 1, 'test', 1, ?, ?)
                        """)
                .params(id, ordinal, impression, entities.toArray(new String[0]))
                .param(sourceId)
                .param(Sha256.of(impression.getBytes(StandardCharsets.UTF_8)).bytes())
                .update();
    }

    void deleteImages(int from, int to) throws IOException {
        for (int ordinal = from; ordinal < to; ordinal++) {
            artifacts.delete(image(ordinal, id));
        }
    }

    private static ObjectName image(int ordinal, UUID corpus) {
        return new ObjectName("corpora/%s/images/%03d/%06d.png".formatted(corpus, ordinal / 1000, ordinal));
    }

    /** A new dataset version that is being built from this corpus. */
    UUID dataset() {
        UUID job = UUID.randomUUID();
        UUID dataset = UUID.randomUUID();
        jdbc.sql("""
                        insert into job (id, kind, pool, state, unit, spec, team, request_digest, submitted_at)
                        values (?, 'dataset.build', 'coordinator', 'RUNNING', 'samples', '{}', ?, '', now())
                        """).params(job, TEAM).update();
        jdbc.sql("""
                        insert into dataset (id, name, state, origin, team, corpus, job, requested, created_at)
                        values (?, ?, 'BUILDING', 'SYNTHETIC', ?, ?, ?, 1, now())
                        """).params(dataset, "d-" + dataset, TEAM, id, job).update();
        return dataset;
    }
}
