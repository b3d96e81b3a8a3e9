package ai.medsyn.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which jobs are taken, for whom and on whose behalf. */
class JobSubmissionTest extends JobEngineBench {

    @Test
    void the_same_key_gives_the_same_job_and_another_request_under_it_is_refused() {
        JobSubmission first =
                JobSubmission.of("test.numbers", new Spec(5, -1, ""), "team").withIdempotencyKey("k");
        Jobs.Submitted created = jobs.submit(first);
        assertThat(created.created()).isTrue();
        assertThat(jobs.submit(first).created()).isFalse();
        assertThat(jobs.submit(first).job().id()).isEqualTo(created.job().id());
        assertThatThrownBy(() -> jobs.submit(JobSubmission.of("test.numbers", new Spec(6, -1, ""), "team")
                        .withIdempotencyKey("k")))
                .isInstanceOf(JobRefused.KeyReused.class);
    }

    @Test
    void a_full_queue_refuses_and_says_when_to_come_back() {
        numbers.gate = new Semaphore(0);
        List<Job> running = List.of(submit(new Spec(5, -1, "")), submit(new Spec(5, -1, "")));
        running.forEach(job -> awaitState(job, JobState.RUNNING));
        List<Job> queued =
                IntStream.range(0, 3).mapToObj(i -> submit(new Spec(5, -1, ""))).toList();
        assertThatThrownBy(() -> submit(new Spec(5, -1, "")))
                .isInstanceOfSatisfying(
                        JobRefused.QueueFull.class,
                        full -> assertThat(full.retryAfter()).isPositive());
        numbers.gate.release(1000);
        queued.forEach(job -> awaitState(job, JobState.SUCCEEDED));
    }

    @Test
    void a_job_cannot_run_on_behalf_of_another_teams() {
        Job job = submit(new Spec(5, -1, ""));
        assertThatThrownBy(() -> jobs.submit(JobSubmission.of("test.numbers", new Spec(5, -1, ""), "others")
                        .withParent(job.id())))
                .isInstanceOf(JobRefused.NotFound.class);
    }

    @Test
    void a_job_that_was_stopped_is_given_no_further_work() {
        numbers.gate = new Semaphore(0);
        Job job = submit(new Spec(5, -1, ""));
        JobSubmission child =
                JobSubmission.of("test.numbers", new Spec(6, -1, ""), "team").withParent(job.id());
        jobs.pause(job.id(), "team");
        assertThatThrownBy(() -> jobs.submit(child))
                .isInstanceOf(JobRefused.ParentStopped.class)
                .hasMessageContaining("PAUSED");
        jobs.resume(job.id(), "team");
        Job made = jobs.submit(child.withIdempotencyKey("child")).job();
        jobs.cancel(job.id(), "team");
        assertThat(jobs.require(made.id(), "team").state()).isEqualTo(JobState.CANCELLED);
        assertThatThrownBy(() -> jobs.submit(child)).isInstanceOf(JobRefused.ParentStopped.class);
        assertThat(jobs.submit(child.withIdempotencyKey("child")).job().id())
                .as("asking again for what was made")
                .isEqualTo(made.id());
    }

    @Test
    void another_teams_job_is_not_found() {
        Job job = submit(new Spec(5, -1, ""));
        assertThatThrownBy(() -> jobs.require(job.id(), "others")).isInstanceOf(JobRefused.NotFound.class);
    }
}
