package ai.medsyn.gateway.datasets;

import ai.medsyn.platform.jobs.CoordinatorJob;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The job {@code dataset.build}: rounds of texts, images and verdicts until enough candidates are accepted; then the version is sealed. */
@Component
class BuildJob implements CoordinatorJob<BuildSpec> {

    static final String KIND = "dataset.build";

    private final BuildStart start;
    private final Stages stages;
    private final Datasets datasets;
    private final Finish finish;

    BuildJob(BuildStart start, Stages stages, Datasets datasets, Finish finish) {
        this.start = start;
        this.stages = stages;
        this.datasets = datasets;
        this.finish = finish;
    }

    @Override
    public JobType<BuildSpec> type() {
        return new JobType<>(KIND, BuildSpec.class, "coordinator", "samples");
    }

    @Override
    public BuildResult run(JobRun<BuildSpec> run, CoordinatorProgress progress) throws Exception {
        Dataset dataset = start.begin(run);
        Curated curated = rounds(run, dataset, progress);
        return finish.sealAndExport(run.id(), dataset.id(), curated, run.spec().exports(), progress);
    }

    private Curated rounds(JobRun<BuildSpec> run, Dataset dataset, CoordinatorProgress progress)
            throws InterruptedException {
        BuildSpec spec = run.spec();
        Curated curated = Curated.NONE;
        SortedSet<String> warnings = new TreeSet<>();
        for (int number = 0; ; number++) {
            int count = TopUp.next(spec.count(), curated.accepted(), curated.candidates(), spec.maxCandidates());
            if (count <= 0) {
                break;
            }
            Round round = new Round(run, dataset, number, curated.candidates(), count);
            stages.write(round, progress);
            warnings.addAll(stages.draw(round, progress));
            curated = stages.curate(round, progress).warned(warnings);
        }
        if (curated.accepted() < spec.count() && !spec.real() || curated.accepted() == 0) {
            throw tooFewAccepted(dataset.id(), spec, curated);
        }
        return curated;
    }

    private JobFailure tooFewAccepted(DatasetId dataset, BuildSpec spec, Curated curated) {
        datasets.fail(dataset);
        return new JobFailure(
                "acceptance-too-low",
                "expected " + spec.count() + " accepted samples from at most " + spec.maxCandidates()
                        + " candidates, found " + curated.accepted() + " of " + curated.candidates()
                        + "; rejected by reason: "
                        + curated.rejected()
                        + ". Relax the thresholds, raise maxCandidates, or ask for other findings");
    }
}
