package ai.medsyn.platform.lineage;

import ai.medsyn.platform.jobs.JobId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Corpora and the dataset versions cut from them. */
@Service
public class Datasets {

    private static final UUID LARGEST = new UUID(-1, -1);
    /** Member of a corpus's specification that only imported ones have. */
    private static final String IMPORTED = "imported";

    private final CorpusRepository corpora;
    private final DatasetRepository datasets;
    private final Sealing sealing;
    private final JsonMapper json;
    private final Clock clock;

    Datasets(CorpusRepository corpora, DatasetRepository datasets, Sealing sealing, JsonMapper json, Clock clock) {
        this.corpora = corpora;
        this.datasets = datasets;
        this.sealing = sealing;
        this.json = json;
        this.clock = clock;
    }

    /** Makes the corpus of a request; making it again with the same id finds the first one. */
    @Transactional
    public Corpus corpus(CorpusId id, String team, long seed, CorpusSpec spec) {
        return corpora.findById(id.value())
                .orElseGet(() -> corpora.save(
                        new Corpus(id.value(), team, seed, json.writeValueAsString(spec), clock.instant())));
    }

    /**
     * Makes the corpus of an import, whose candidates are films that nobody here made; making it again with the same id finds the first one.
     *
     * @param source where the films come from, a record that becomes JSON
     */
    @Transactional
    public Corpus importedCorpus(CorpusId id, String team, long seed, Object source) {
        return corpora.findById(id.value())
                .orElseGet(() -> corpora.save(new Corpus(
                        id.value(), team, seed, json.writeValueAsString(Map.of(IMPORTED, source)), clock.instant())));
    }

    /** Where the films of an imported corpus come from, as it was given; nothing for a corpus that was made here. */
    public <S> Optional<S> source(Corpus corpus, Class<S> type) {
        JsonNode source = json.readTree(corpus.spec()).get(IMPORTED);
        return source == null ? Optional.empty() : Optional.of(json.treeToValue(source, type));
    }

    @Transactional(readOnly = true)
    public Corpus requireCorpus(CorpusId id) {
        return corpora.findById(id.value()).orElseThrow(() -> new UnknownLineage("corpus", id.toString()));
    }

    public CorpusSpec spec(Corpus corpus) {
        return json.readValue(corpus.spec(), CorpusSpec.class);
    }

    /** Begins the version that a job builds; beginning it again after a crash or a retry finds the first one. */
    @Transactional
    public Dataset begin(DatasetId id, NewDataset request) {
        Dataset dataset = datasets.findById(id.value())
                .orElseGet(() -> datasets.save(new Dataset(
                        id.value(),
                        request,
                        json.writeValueAsString(request.thresholds()),
                        json.writeValueAsString(request.splits()))));
        dataset.reopen();
        return dataset;
    }

    @Transactional(readOnly = true)
    public Dataset require(DatasetId id, String team) {
        return datasets.findByIdAndTeam(id.value(), team)
                .orElseThrow(() -> new UnknownLineage("dataset", id.toString()));
    }

    @Transactional(readOnly = true)
    public Optional<Dataset> ofJob(JobId job) {
        return datasets.findByJob(job.value());
    }

    /** Datasets of a team, newest first, behind {@code (before, beforeId)}; null for the first page. */
    @Transactional(readOnly = true)
    public List<Dataset> page(String team, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return datasets.page(
                team,
                before == null ? clock.instant().plusSeconds(86_400) : before,
                beforeId == null ? LARGEST : beforeId,
                Limit.of(limit));
    }

    @Transactional(readOnly = true)
    public List<Dataset> children(DatasetId parent) {
        return datasets.findByParent(parent.value());
    }

    /**
     * Chooses the first {@code requested} accepted candidates and makes the version immutable; sealing it again changes nothing.
     *
     * @param generated candidates that were made
     * @param rejected rejected candidates by reason, each under one
     */
    @Transactional
    public Dataset seal(DatasetId id, int generated, Map<String, Long> rejected) {
        Dataset dataset = datasets.findById(id.value()).orElseThrow(() -> new UnknownLineage("dataset", id.toString()));
        if (dataset.state() == DatasetState.SEALED) {
            return dataset;
        }
        // What was begun in this transaction must be there before COPY runs beside JPA.
        datasets.flush();
        Corpus corpus = requireCorpus(dataset.corpus());
        Sealing.Chosen chosen = sealing.choose(dataset, corpus.seed(), splits(dataset), generated);
        dataset.seal(
                version(dataset),
                new Dataset.Counts(generated, chosen.count(), json.writeValueAsString(rejected)),
                chosen.digest(),
                // As exact as the database keeps it: an export that is repeated after a restart prints the same time.
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return dataset;
    }

    /** Follows from the samples: a version is named by how it differs from its parent. */
    private Version version(Dataset dataset) {
        List<Version> taken = datasets.findByTeamAndName(dataset.team(), dataset.name()).stream()
                .flatMap(other -> other.version().stream())
                .toList();
        Version parent = dataset.parent()
                .flatMap(id -> datasets.findById(id.value()))
                .flatMap(Dataset::version)
                .orElse(null);
        if (parent == null) {
            return taken.isEmpty() ? Version.FIRST : Version.FIRST.next(Version.Change.CHANGED, taken);
        }
        return parent.next(sealing.change(dataset.parent().orElseThrow(), dataset.id()), taken);
    }

    @Transactional
    public void fail(DatasetId id) {
        datasets.findById(id.value()).ifPresent(Dataset::fail);
    }

    public Splits splits(Dataset dataset) {
        return new Splits(json.readerForMapOf(Double.class).readValue(dataset.splitsJson()));
    }
}
