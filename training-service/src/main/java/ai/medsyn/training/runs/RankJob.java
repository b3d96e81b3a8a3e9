package ai.medsyn.training.runs;

import ai.medsyn.platform.jobs.CoordinatorJob;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.vision.distributed.CollectiveGroup;
import ai.medsyn.vision.distributed.PeerLostException;
import ai.medsyn.vision.distributed.ProcessGroup;
import ai.medsyn.vision.training.CheckpointStore;
import ai.medsyn.vision.training.TrainingLoop;
import ai.medsyn.vision.training.TrainingObserver;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** A further process of a run: computes its part of each batch until the run ends. */
@Component
class RankJob implements CoordinatorJob<RankSpec> {

    static final String KIND = "training.rank";

    private static final Duration POLL = Duration.ofMillis(200);

    private final Workbench workbench;
    private final Meetings meetings;
    private final Ranks ranks;
    private final Jobs jobs;

    RankJob(Workbench workbench, Meetings meetings, Ranks ranks, Jobs jobs) {
        this.workbench = workbench;
        this.meetings = meetings;
        this.ranks = ranks;
        this.jobs = jobs;
    }

    @Override
    public JobType<RankSpec> type() {
        return new JobType<>(KIND, RankSpec.class, TrainingJob.POOL, "steps");
    }

    @Override
    public Map<String, Integer> run(JobRun<RankSpec> run, CoordinatorProgress progress) throws Exception {
        return RunFailures.explaining(() -> takePart(run, progress));
    }

    private Map<String, Integer> takePart(JobRun<RankSpec> run, CoordinatorProgress progress) throws Exception {
        long known = 0;
        while (true) {
            Optional<Meetings.Meeting> meeting = await(run, known, progress);
            if (meeting.isEmpty()) {
                return Map.of("steps", 0);
            }
            known = meeting.get().number();
            Workbench.Setup setup = workbench.setUp(run.spec().spec(), run.team(), progress);
            StoredCheckpoints checkpoints =
                    workbench.checkpoints(new JobId(run.spec().training()));
            try (ProcessGroup group = CollectiveGroup.join(
                    meeting.get().place(),
                    run.spec().rank(),
                    ranks.membership(run.spec().spec()))) {
                TrainingLoop loop =
                        new TrainingLoop(setup.trainee(), setup.data(), setup.loop(), group, new Silent(progress));
                return Map.of("steps", loop.run(checkpoints).steps());
            } catch (PeerLostException lost) {
                progress.checkpoint();
            } finally {
                checkpoints.close();
                setup.trainee().model().close();
            }
        }
    }

    /** The next meeting, or nothing if the run has ended without this process. */
    private Optional<Meetings.Meeting> await(JobRun<RankSpec> run, long known, CoordinatorProgress progress)
            throws InterruptedException {
        while (true) {
            progress.checkpoint();
            Optional<Meetings.Meeting> meeting = meetings.after(run.spec().training(), known);
            if (meeting.isPresent()
                    || jobs.require(new JobId(run.spec().training()), run.team())
                            .state()
                            .ended()) {
                return meeting;
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    /** Rank 0 tells everything. */
    private record Silent(CoordinatorProgress job) implements TrainingObserver {

        @Override
        public void progress(int step, int steps) {}

        @Override
        public void stepped(StepReport report) {}

        @Override
        public void validated(ValidationReport report) {}

        @Override
        public void checkpointed(CheckpointStore.Description checkpoint) {}
    }
}
