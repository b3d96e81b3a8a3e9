package ai.medsyn.training.runs;

import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobReader;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.vision.distributed.CollectiveGroup;
import ai.medsyn.vision.distributed.ProcessGroup;
import ai.medsyn.vision.distributed.Rendezvous;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Calls the further processes of a run together. */
@Component
class Ranks {

    private final Jobs jobs;
    private final JobReader reader;
    private final Meetings meetings;
    private final TrainingSettings settings;
    private final JsonMapper json;

    Ranks(Jobs jobs, JobReader reader, Meetings meetings, TrainingSettings settings, JsonMapper json) {
        this.jobs = jobs;
        this.reader = reader;
        this.meetings = meetings;
        this.settings = settings;
        this.json = json;
    }

    /** A call for one attempt; closing it takes the place away, which ends the exchange of whoever is still there. */
    final class Call implements AutoCloseable {

        private final JobRun<TrainingSpec> run;
        private final Rendezvous.@Nullable Server server;

        private Call(JobRun<TrainingSpec> run, Rendezvous.@Nullable Server server) {
            this.run = run;
            this.server = server;
        }

        /** Waits until all processes have come. */
        ProcessGroup gather() {
            if (server == null) {
                throw new IllegalStateException("a run of one process gathers nobody");
            }
            Meetings.Meeting meeting = meetings.call(run.id().value(), server.rendezvous());
            submitMissing(run, meeting.number());
            return CollectiveGroup.lead(server, membership(run.spec()));
        }

        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }

    Call call(JobRun<TrainingSpec> run, CoordinatorProgress progress) {
        progress.checkpoint();
        return new Call(
                run, run.spec().processes() == 1 ? null : Rendezvous.serve(settings.host(), settings.patience()));
    }

    CollectiveGroup.Membership membership(TrainingSpec spec) {
        return new CollectiveGroup.Membership(
                spec.processes(), settings.host(), settings.transport(), settings.torchDevice(), settings.patience());
    }

    /** Ranks that still wait, from an earlier attempt, come to the new place by themselves. */
    private void submitMissing(JobRun<TrainingSpec> run, long meeting) {
        Set<Integer> alive = new HashSet<>();
        List<JobReader.Seen> children = reader.list(
                new JobReader.Filter(run.team(), RankJob.KIND, null, run.id().value()), null, 10_000);
        for (JobReader.Seen child : children) {
            if (!child.job().state().ended()) {
                alive.add(json.readTree(child.job().spec()).path("rank").asInt());
            }
        }
        for (int rank = 1; rank < run.spec().processes(); rank++) {
            if (!alive.contains(rank)) {
                RankSpec spec = new RankSpec(run.id().value(), rank, run.spec());
                jobs.submit(JobSubmission.of(RankJob.KIND, spec, run.team())
                        .withParent(run.id())
                        .withIdempotencyKey(run.id() + "-" + rank + "-" + meeting));
            }
        }
    }
}
