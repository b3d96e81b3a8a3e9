package ai.medsyn.generator.images;

import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.platform.database.BulkInsert;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rows of {@code sample_image} that jobs of a range make. */
@Component
class DrawnImages {

    /** So many images, none of them usable, are no accident. */
    private static final int HOPELESS = 16;

    private static final List<String> COLUMNS = List.of(
            "corpus",
            "ordinal",
            "object",
            "sha256",
            "bytes",
            "width",
            "height",
            "seed",
            "generator",
            "settings",
            "mask",
            "unrendered");

    private final BulkInsert bulk;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    DrawnImages(BulkInsert bulk, JdbcClient jdbc, JsonMapper json) {
        this.bulk = bulk;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** An image in the store, about to become visible. */
    record Drawn(int ordinal, ImageRequest request, GeneratedImage image, ImageFiles.Stored files) {}

    /**
     * What a job made.
     *
     * @param images drawn, usable or not
     * @param unusable those that stand for an image that could not be drawn
     * @param warnings of the generator, each once
     */
    record Result(int images, int unusable, List<String> warnings) {}

    void insert(DrawSpec spec, String generator, List<Drawn> output) {
        bulk.insert("sample_image", COLUMNS, output, (drawn, row) -> {
            StoredObject image = drawn.files().image();
            StoredObject mask = drawn.files().mask();
            row.uuid(spec.corpus())
                    .int4(drawn.ordinal())
                    .text(image.name().value())
                    .bytea(image.sha256().bytes())
                    .int4(Math.toIntExact(image.bytes()))
                    .int2((short) drawn.image().pixels().width())
                    .int2((short) drawn.image().pixels().height())
                    .int8(drawn.request().seed())
                    .text(generator)
                    .jsonb(json.writeValueAsString(drawn.image().settings()))
                    .text(mask == null ? null : mask.name().value())
                    .textArray(drawn.image().unrendered());
        });
    }

    /**
     * To be asked when a whole block is unusable: is it worth going on?
     *
     * @throws JobFailure {@code image-unusable} if many images were tried and none is usable
     */
    void requireHope(DrawSpec spec, List<Drawn> block) {
        Counts before = counts(spec);
        int tried = before.images() + block.size();
        if (before.unusable() == before.images() && tried >= Math.min(HOPELESS, spec.count())) {
            throw hopeless(tried, String.valueOf(block.get(0).image().settings().get(GeneratedImage.UNUSABLE)));
        }
    }

    /**
     * What became of the range.
     *
     * @throws JobFailure {@code image-unusable} if none of its images is usable
     */
    Result result(DrawSpec spec) {
        Counts counts = counts(spec);
        if (counts.images() > 0 && counts.unusable() == counts.images()) {
            throw hopeless(counts.images(), reasons(spec));
        }
        return new Result(counts.images(), counts.unusable(), warnings(spec));
    }

    private record Counts(int images, int unusable) {}

    private Counts counts(DrawSpec spec) {
        return jdbc.sql("""
                        select count(*) as images, count(settings->>'unusable') as unusable
                        from sample_image where corpus = ? and ordinal >= ? and ordinal < ?
                        """)
                .params(spec.corpus(), spec.from(), spec.from() + spec.count())
                .query(Counts.class)
                .single();
    }

    private String reasons(DrawSpec spec) {
        return jdbc.sql("""
                        select settings->>'unusable' from sample_image
                        where corpus = ? and ordinal >= ? and ordinal < ? order by ordinal limit 1
                        """)
                .params(spec.corpus(), spec.from(), spec.from() + spec.count())
                .query(String.class)
                .single();
    }

    private List<String> warnings(DrawSpec spec) {
        return jdbc.sql("""
                        select distinct w.warning from sample_image i, jsonb_array_elements_text(i.settings->'warnings') w (warning)
                        where i.corpus = ? and i.ordinal >= ? and i.ordinal < ? order by 1
                        """)
                .params(spec.corpus(), spec.from(), spec.from() + spec.count())
                .query(String.class)
                .list();
    }

    private static JobFailure hopeless(int tried, String reason) {
        return new JobFailure(
                "image-unusable", "at least one usable image was expected, found none among " + tried + ": " + reason);
    }
}
