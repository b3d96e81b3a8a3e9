package ai.medsyn.generator.samples;

import ai.medsyn.generator.images.Drawings;
import ai.medsyn.generator.reports.Drafts;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.lineage.CorpusId;
import ai.medsyn.platform.lineage.CorpusSpec;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.lineage.TextDigest;
import ai.medsyn.platform.lineage.UnknownLineage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes single samples at once: the first ones of a wish, or one of a corpus again. */
@Component
public class SampleMaker {

    private final Drafts drafts;
    private final Drawings drawings;
    private final Datasets datasets;
    private final JdbcClient jdbc;

    SampleMaker(Drafts drafts, Drawings drawings, Datasets datasets, JdbcClient jdbc) {
        this.drafts = drafts;
        this.drawings = drawings;
        this.datasets = datasets;
        this.jdbc = jdbc;
    }

    /**
     * A sample that is kept nowhere.
     *
     * @param png the image, base64
     */
    public record Made(
            int ordinal,
            List<String> entities,
            String findings,
            String impression,
            List<String> unrendered,
            String png) {}

    /**
     * A sample made again, beside what lineage says of the first time.
     *
     * @param text compared digests of the text; a real report is compared as it is stored
     * @param image compared digests of the image file
     */
    public record Replayed(UUID corpus, int ordinal, boolean identical, Compared text, Compared image) {}

    /** Digests of the first and of this time. */
    public record Compared(String recorded, String replayed) {
        boolean same() {
            return recorded.equals(replayed);
        }
    }

    /** The first candidates that a corpus would have. */
    public List<Made> first(long seed, CorpusSpec spec, int count) {
        List<Made> made = new ArrayList<>();
        for (Drafts.Draft draft : drafts.first(seed, spec, count)) {
            Drawings.Drawing drawing = drawings.draw(spec.images(), draft.prompt(), seed, draft.ordinal());
            made.add(new Made(
                    draft.ordinal(),
                    draft.entities(),
                    draft.findings(),
                    draft.impression(),
                    drawing.unrendered(),
                    Base64.getEncoder().encodeToString(drawing.png())));
        }
        return made;
    }

    private record Recorded(
            Drafts.Draft draft, String writer, long textSeed, Sha256 text, Drawings.Origin image, Sha256 file) {}

    /**
     * Makes a recorded sample again.
     *
     * @throws UnknownLineage if the corpus has no such sample
     */
    public Replayed again(UUID corpus, int ordinal) {
        Recorded recorded = recorded(corpus, ordinal);
        Drafts.Draft draft = drafts.again(recorded.draft(), recorded.writer(), recorded.textSeed());
        Drawings.Drawing drawing = drawings.again(origin(corpus, recorded.image()), draft.prompt());
        Compared text = new Compared(
                recorded.text().hex(),
                TextDigest.of(draft.findings(), draft.impression()).hex());
        Compared image =
                new Compared(recorded.file().hex(), Sha256.of(drawing.png()).hex());
        return new Replayed(corpus, ordinal, text.same() && image.same(), text, image);
    }

    /** Lineage keeps model, seed and size with the image; how a diffusion model draws is the same for a whole corpus. */
    private Drawings.Origin origin(UUID corpus, Drawings.Origin image) {
        CorpusSpec spec = datasets.spec(datasets.requireCorpus(new CorpusId(corpus)));
        return new Drawings.Origin(
                image.ordinal(),
                image.seed(),
                new CorpusSpec.ImageSpec(
                        image.images().generator(),
                        image.images().size(),
                        spec.images().diffusion()));
    }

    private Recorded recorded(UUID corpus, int ordinal) {
        return jdbc.sql("""
                        select s.*, i.sha256, i.seed as image_seed, i.generator, i.width
                        from sample s join sample_image i on i.corpus = s.corpus and i.ordinal = s.ordinal
                        where s.corpus = ? and s.ordinal = ?
                        """)
                .params(corpus, ordinal)
                .query((row, number) -> new Recorded(
                        new Drafts.Draft(
                                ordinal,
                                List.of((String[]) row.getArray("entities").getArray()),
                                row.getString("findings"),
                                row.getString("impression"),
                                row.getString("prompt_source")),
                        row.getString("writer"),
                        row.getLong("seed"),
                        Sha256.ofDigest(row.getBytes("text_sha256")),
                        new Drawings.Origin(
                                ordinal,
                                row.getLong("image_seed"),
                                new CorpusSpec.ImageSpec(row.getString("generator"), row.getInt("width"))),
                        Sha256.ofDigest(row.getBytes("sha256"))))
                .optional()
                .orElseThrow(() -> new UnknownLineage("sample", corpus + "/" + ordinal));
    }
}
