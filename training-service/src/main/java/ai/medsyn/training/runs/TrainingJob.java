package ai.medsyn.training.runs;

import ai.medsyn.platform.jobs.CoordinatorJob;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.trainings.TrainingMetrics;
import ai.medsyn.vision.distributed.PeerLostException;
import ai.medsyn.vision.distributed.ProcessGroup;
import ai.medsyn.vision.distributed.SingleProcess;
import ai.medsyn.vision.training.TrainingLoop;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Trains a model, as its only process or as the first of several. After a crash it goes on from the last checkpoint. */
@Component
class TrainingJob implements CoordinatorJob<TrainingSpec> {

    static final String KIND = "training.run";
    static final String POOL = "torch-gpu";

    /** Attempts in a row that lose a process before the run gives up. */
    private static final int LOSSES = 5;

    private final Workbench workbench;
    private final LineageGraph lineage;
    private final TrainingMetrics metrics;
    private final Ranks ranks;
    private final RunResults results;

    TrainingJob(Workbench workbench, LineageGraph lineage, TrainingMetrics metrics, Ranks ranks, RunResults results) {
        this.workbench = workbench;
        this.lineage = lineage;
        this.metrics = metrics;
        this.ranks = ranks;
        this.results = results;
    }

    @Override
    public JobType<TrainingSpec> type() {
        return new JobType<>(KIND, TrainingSpec.class, POOL, "steps");
    }

    @Override
    public RunResults.Result run(JobRun<TrainingSpec> run, CoordinatorProgress progress) throws Exception {
        return RunFailures.explaining(() -> train(run, progress));
    }

    private RunResults.Result train(JobRun<TrainingSpec> run, CoordinatorProgress progress) throws Exception {
        TrainingSpec spec = run.spec();
        spec.datasets()
                .forEach(source -> lineage.input(run.id(), LineageNode.dataset(new DatasetId(source.dataset()))));
        progress.checkpoint();
        RunObserver observer = new RunObserver(run.id().value(), metrics, progress, Clock.systemUTC());
        for (int losses = 0; ; losses++) {
            Workbench.Setup setup = workbench.setUp(spec, run.team(), progress);
            StoredCheckpoints checkpoints = workbench.checkpoints(run.id());
            try (Ranks.Call call = ranks.call(run, progress);
                    ProcessGroup group = spec.processes() == 1 ? new SingleProcess() : call.gather()) {
                TrainingLoop loop = new TrainingLoop(setup.trainee(), setup.data(), setup.loop(), group, observer);
                return results.of(run, setup, checkpoints, loop.run(checkpoints), observer);
            } catch (PeerLostException lost) {
                progress.checkpoint();
                if (losses == LOSSES) {
                    throw new JobFailure(
                            "processes-lost",
                            "expected " + spec.processes() + " workers of the pool " + POOL
                                    + " that stay together, found fewer " + (LOSSES + 1)
                                    + " times; start more workers, then retry the job: it goes on from its last checkpoint",
                            lost);
                }
            } finally {
                checkpoints.close();
                setup.trainee().model().close();
            }
        }
    }
}
