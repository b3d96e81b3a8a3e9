package ai.medsyn.evaluation.imports;

import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.lineage.Corpus;
import ai.medsyn.platform.lineage.CorpusId;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.lineage.NewDataset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the corpus and the dataset of an import, or finds them again. */
@Component
class ImportStart {

    private final Datasets datasets;
    private final LineageGraph lineage;
    private final Clock clock = Clock.systemUTC();

    ImportStart(Datasets datasets, LineageGraph lineage) {
        this.datasets = datasets;
        this.lineage = lineage;
    }

    /**
     * Where the films of a corpus come from.
     *
     * @param tables digest of the tables that the plan was read from
     */
    record Provenance(ImportSpec spec, String tables) {}

    static CorpusId corpusOf(JobId job) {
        return new CorpusId(derive("corpus", job));
    }

    static DatasetId datasetOf(JobId job) {
        return new DatasetId(derive("dataset", job));
    }

    @Transactional
    public void begin(JobRun<ImportSpec> run, ImportPlan plan) {
        ImportSpec spec = run.spec();
        CorpusId corpus = corpusOf(run.id());
        Corpus made = datasets.importedCorpus(
                corpus,
                run.team(),
                spec.seed(),
                new Provenance(spec, plan.tables().hex()));
        requireSame(made, plan.tables());
        Dataset dataset = datasets.begin(
                datasetOf(run.id()),
                new NewDataset(
                        spec.name(),
                        run.team(),
                        Dataset.Origin.REAL,
                        corpus,
                        run.id(),
                        null,
                        plan.candidates().size(),
                        Map.of(),
                        fractions(plan),
                        clock.instant()));
        lineage.output(run.id(), LineageNode.corpus(corpus));
        lineage.output(run.id(), LineageNode.dataset(dataset.id()));
    }

    /**
     * Checks that the tables are still those of the first look.
     *
     * @throws JobFailure if they are not
     */
    void requireSame(JobId job, Sha256 tables) {
        requireSame(datasets.requireCorpus(corpusOf(job)), tables);
    }

    private void requireSame(Corpus corpus, Sha256 tables) {
        String first = datasets.source(corpus, Provenance.class).orElseThrow().tables();
        if (!first.equals(tables.hex())) {
            throw new JobFailure(
                    "source-changed",
                    "expected the tables that this import began with, found others; import the folder again");
        }
    }

    /** Share of each split among the films of the plan. */
    private static Map<String, Double> fractions(ImportPlan plan) {
        Map<String, Integer> counts = new TreeMap<>();
        plan.candidates().forEach(candidate -> {
            if (candidate instanceof Candidate.Film film && film.annotation().split() != null) {
                counts.merge(film.annotation().split(), 1, Integer::sum);
            }
        });
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Double> fractions = new LinkedHashMap<>();
        counts.forEach((split, count) -> fractions.put(split, (double) count / all));
        if (all == 0) {
            throw new JobFailure(
                    "nothing-imported",
                    "expected films to import, found none among "
                            + plan.candidates().size() + " rows: " + ImportJob.refusals(plan));
        }
        return fractions;
    }

    private static UUID derive(String what, JobId job) {
        return UUID.nameUUIDFromBytes((what + ":" + job).getBytes(StandardCharsets.UTF_8));
    }
}
