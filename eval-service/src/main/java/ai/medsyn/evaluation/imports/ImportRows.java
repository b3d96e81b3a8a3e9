package ai.medsyn.evaluation.imports;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.artifacts.StoredObject;
import ai.medsyn.platform.database.BulkInsert;
import ai.medsyn.platform.lineage.Annotation;
import ai.medsyn.platform.lineage.Annotations;
import ai.medsyn.platform.lineage.CorpusId;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Decisions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The rows of imported films, written like those of films made here. */
@Component
class ImportRows {

    /** Stands in lineage where made films name their writer, generator and judge. */
    static final String IMPORT = "import";

    private static final List<String> SAMPLE = List.of(
            "corpus",
            "ordinal",
            "findings",
            "impression",
            "prompt_source",
            "entities",
            "labels",
            "token_count",
            "seed",
            "writer",
            "attempts",
            "source_id",
            "text_sha256");
    private static final List<String> IMAGE = List.of(
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
    /** Every row of the source is asked whether it can be imported; what keeps it out is a policy of its own. */
    private static final List<Decisions.Policy> POLICIES = Stream.concat(
                    Stream.of(IMPORT), Arrays.stream(ImportRefusal.values()).map(ImportRefusal::code))
            .map(filter -> new Decisions.Policy(filter, 1, IMPORT))
            .toList();

    private final BulkInsert bulk;
    private final Annotations annotations;
    private final Decisions decisions;
    private final JsonMapper json;

    ImportRows(BulkInsert bulk, Annotations annotations, Decisions decisions, JsonMapper json) {
        this.bulk = bulk;
        this.annotations = annotations;
        this.decisions = decisions;
        this.json = json.rebuild()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    /** What a row became: a film in the store or a rejection. */
    sealed interface Outcome {
        int ordinal();
    }

    /** @param stored image and, if there is one, mask */
    record Imported(int ordinal, Candidate.Film film, FilmReader.Read read, Stored stored) implements Outcome {}

    record Rejected(int ordinal, String image, ImportRefusal reason, String detail) implements Outcome {}

    record Stored(StoredObject image, @Nullable StoredObject mask) {}

    /** Writes a block in the caller's transaction; rows that exist stay as they are. */
    void insert(CorpusId corpus, DatasetId dataset, List<Outcome> outcomes) {
        List<Imported> films = outcomes.stream()
                .filter(Imported.class::isInstance)
                .map(Imported.class::cast)
                .toList();
        samples(corpus, films);
        images(corpus, films);
        Map<Integer, Annotation> byOrdinal = new TreeMap<>();
        films.forEach(film -> byOrdinal.put(film.ordinal(), annotation(film)));
        annotations.add(corpus, byOrdinal);
        verdicts(dataset, outcomes);
    }

    private void samples(CorpusId corpus, List<Imported> films) {
        bulk.insert("sample", SAMPLE, films, (film, row) -> {
            Candidate.Report report = film.film().report();
            boolean impression = !report.impression().isEmpty();
            String labels = json.writeValueAsString(film.film().labels());
            row.uuid(corpus.value())
                    .int4(film.ordinal())
                    .text(report.findings())
                    .text(report.impression())
                    .text(impression || report.findings().isEmpty() ? "IMPRESSION" : "FINDINGS")
                    .textArray(List.of())
                    .jsonb(labels)
                    .int4(words(impression ? report.impression() : report.findings()))
                    .int8(0)
                    .text(IMPORT)
                    .int2(1)
                    .text(film.film().image())
                    .bytea(digest(film, labels).bytes());
        });
    }

    /** Covers all that a reader wrote about the film, so that the digest of a dataset changes with a label or a box. */
    private Sha256 digest(Imported film, String labels) {
        Candidate.Report report = film.film().report();
        return Sha256.of(String.join(
                "\u001e",
                report.findings(),
                report.impression(),
                labels,
                json.writeValueAsString(annotation(film)),
                film.stored().mask() == null
                        ? ""
                        : film.stored().mask().sha256().hex()));
    }

    private void images(CorpusId corpus, List<Imported> films) {
        bulk.insert("sample_image", IMAGE, films, (film, row) -> {
            StoredObject image = film.stored().image();
            StoredObject mask = film.stored().mask();
            row.uuid(corpus.value())
                    .int4(film.ordinal())
                    .text(image.name().value())
                    .bytea(image.sha256().bytes())
                    .int4(Math.toIntExact(image.bytes()))
                    .int2(film.read().pixels().width())
                    .int2(film.read().pixels().height())
                    .int8(0)
                    .text(IMPORT)
                    .jsonb(json.writeValueAsString(film.read().file()))
                    .text(mask == null ? null : mask.name().value())
                    .textArray(List.of());
        });
    }

    private void verdicts(DatasetId dataset, List<Outcome> outcomes) {
        decisions.policies(dataset, POLICIES);
        decisions.insert(dataset, outcomes.stream().map(ImportRows::decision).toList());
    }

    private static Decisions.Decision decision(Outcome outcome) {
        if (outcome instanceof Rejected rejected) {
            String filter = rejected.reason().code();
            return new Decisions.Decision(
                    rejected.ordinal(),
                    Map.of(filter, 0.0),
                    Map.of(filter, rejected.image() + ": " + rejected.detail()));
        }
        return new Decisions.Decision(outcome.ordinal(), Map.of(IMPORT, 1.0), Map.of());
    }

    /** Boxes in pixels of the film, as it was read. */
    private static Annotation annotation(Imported film) {
        Annotation source = film.film().annotation();
        return new Annotation(
                source.patient(),
                source.view(),
                source.age(),
                source.sex(),
                source.split(),
                film.read().boxes());
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.trim().split("\\s+").length;
    }
}
