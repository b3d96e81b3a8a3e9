package ai.medsyn.gateway.datasets;

import ai.medsyn.platform.jobs.CoordinatorJob;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.lineage.NewDataset;
import ai.medsyn.platform.lineage.Samples;
import java.io.IOException;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** The job {@code dataset.recut}: decides anew over stored measurements and seals the outcome as another version. No image is read or made. */
@Component
class RecutJob implements CoordinatorJob<RecutSpec> {

    static final String KIND = "dataset.recut";

    private final Datasets datasets;
    private final Samples samples;
    private final Recuts recuts;
    private final ServiceJobs services;
    private final Finish finish;

    RecutJob(Datasets datasets, Samples samples, Recuts recuts, ServiceJobs services, Finish finish) {
        this.datasets = datasets;
        this.samples = samples;
        this.recuts = recuts;
        this.services = services;
        this.finish = finish;
    }

    @Override
    public JobType<RecutSpec> type() {
        return new JobType<>(KIND, RecutSpec.class, "coordinator", "candidates");
    }

    @Override
    public BuildResult run(JobRun<RecutSpec> run, CoordinatorProgress progress)
            throws IOException, InterruptedException {
        Dataset parent = datasets.require(new DatasetId(run.spec().parent()), run.team());
        Dataset dataset = recuts.begin(run, parent);
        int candidates = samples.candidates(parent.corpus());
        Job decision = services.run(
                new ServiceJobs.Request(
                        "filter",
                        "/v1/decisions",
                        run.id() + "/decisions",
                        Stages.decision(
                                dataset.id().value(),
                                parent.corpus().value(),
                                0,
                                candidates,
                                run.spec().thresholds())),
                run,
                job -> progress.report(job.progress().done(), candidates, "deciding"));
        Curated curated = recuts.curated(decision, candidates);
        if (curated.accepted() == 0) {
            datasets.fail(dataset.id());
            throw new JobFailure(
                    "acceptance-too-low",
                    "expected at least one accepted sample, found none of " + candidates + "; rejected by reason: "
                            + curated.rejected() + ". Relax the thresholds");
        }
        return finish.sealAndExport(run.id(), dataset.id(), curated, run.spec().exports(), progress);
    }

    /** Begins the version of a re-cut. */
    @Component
    static class Recuts {

        private final Datasets datasets;
        private final LineageGraph lineage;
        private final Stages stages;
        private final Clock clock;

        Recuts(Datasets datasets, LineageGraph lineage, Stages stages, Clock clock) {
            this.datasets = datasets;
            this.lineage = lineage;
            this.stages = stages;
            this.clock = clock;
        }

        Dataset begin(JobRun<RecutSpec> run, Dataset parent) {
            Dataset dataset = datasets.begin(
                    BuildStart.datasetOf(run.id()),
                    new NewDataset(
                            parent.name(),
                            run.team(),
                            parent.origin(),
                            parent.corpus(),
                            run.id(),
                            parent.id(),
                            run.spec().count(),
                            run.spec().thresholds(),
                            run.spec().splits(),
                            clock.instant()));
            lineage.input(run.id(), LineageNode.dataset(parent.id()));
            lineage.input(run.id(), LineageNode.corpus(parent.corpus()));
            lineage.output(run.id(), LineageNode.dataset(dataset.id()));
            return dataset;
        }

        Curated curated(Job decision, int candidates) {
            return stages.curated(decision, candidates);
        }
    }
}
