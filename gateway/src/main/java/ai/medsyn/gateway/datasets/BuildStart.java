package ai.medsyn.gateway.datasets;

import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.lineage.CorpusId;
import ai.medsyn.platform.lineage.CorpusSpec;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.lineage.NewDataset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the corpus and the dataset of a build, or finds them again. */
@Component
class BuildStart {

    private final Datasets datasets;
    private final LineageGraph lineage;
    private final Clock clock;

    BuildStart(Datasets datasets, LineageGraph lineage, Clock clock) {
        this.datasets = datasets;
        this.lineage = lineage;
        this.clock = clock;
    }

    /** The dataset that a job makes. */
    static DatasetId datasetOf(JobId job) {
        return new DatasetId(derive("dataset", job));
    }

    @Transactional
    public Dataset begin(JobRun<BuildSpec> run) {
        BuildSpec spec = run.spec();
        CorpusId corpus = new CorpusId(derive("corpus", run.id()));
        datasets.corpus(corpus, run.team(), spec.seed(), spec.corpus());
        Dataset dataset = datasets.begin(
                datasetOf(run.id()),
                new NewDataset(
                        spec.name(),
                        run.team(),
                        // Real texts with synthetic images are neither.
                        spec.real() ? Dataset.Origin.MIXED : Dataset.Origin.SYNTHETIC,
                        corpus,
                        run.id(),
                        null,
                        spec.count(),
                        spec.thresholds(),
                        spec.splits(),
                        clock.instant()));
        edges(run.id(), spec.corpus(), corpus, dataset.id());
        return dataset;
    }

    private void edges(JobId job, CorpusSpec spec, CorpusId corpus, DatasetId dataset) {
        if (spec.sampled() != null) {
            lineage.input(job, LineageNode.model(spec.sampled().writer()));
            if (spec.sampled().bank() != null) {
                lineage.input(job, LineageNode.entityBank(spec.sampled().bank()));
            }
        }
        if (spec.reportSet() != null) {
            lineage.input(job, LineageNode.reportSet(spec.reportSet()));
        }
        lineage.input(job, LineageNode.model(spec.images().generator()));
        lineage.output(job, LineageNode.corpus(corpus));
        lineage.output(job, LineageNode.dataset(dataset));
    }

    private static UUID derive(String what, JobId job) {
        return UUID.nameUUIDFromBytes((what + ":" + job).getBytes(StandardCharsets.UTF_8));
    }
}
