package ai.medsyn.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The course of a job: failures, pauses, cancellation, lost launches. */
class JobEngineTest extends JobEngineBench {

    @Autowired
    JobRepository repository;

    @Test
    void a_job_runs_every_block_once_and_concludes() {
        Job job = awaitState(submit(new Spec(103, -1, "")), JobState.SUCCEEDED);
        assertThat(job.result()).isEqualTo("{\"sum\": " + 103 * 102 / 2 + "}");
        assertThat(job.progress().done()).isEqualTo(103);
        assertThat(job.progress().total()).isEqualTo(103);
        assertThat(job.attempts()).isEqualTo(1);
    }

    @Test
    void an_empty_job_succeeds() {
        assertThat(awaitState(submit(new Spec(0, -1, "")), JobState.SUCCEEDED).result())
                .isEqualTo("{\"sum\": 0}");
    }

    @Test
    void a_failure_that_passes_is_tried_again_and_nothing_is_written_twice() {
        numbers.failuresLeft.set(2);
        Job job = awaitState(submit(new Spec(60, 31, "passing")), JobState.SUCCEEDED);
        assertThat(job.progress().done()).isEqualTo(60);
        assertThat(job.attempts()).isEqualTo(1);
    }

    @Test
    void a_permanent_failure_ends_the_job_and_a_retry_does_only_the_rest() {
        numbers.failuresLeft.set(1);
        Job job = awaitState(submit(new Spec(60, 31, "permanent")), JobState.FAILED);
        assertThat(job.error()).isEqualTo(new Job.Failure("cannot-be", "expected numbers that can be; found 31"));
        jobs.retry(job.id(), "team");
        job = awaitState(job, JobState.SUCCEEDED);
        assertThat(job.progress().done()).isEqualTo(60);
        assertThat(job.attempts()).isEqualTo(2);
        assertThat(job.error()).isNull();
    }

    @Test
    void a_failure_that_stays_ends_the_job_without_telling_paths() {
        numbers.failuresLeft.set(Integer.MAX_VALUE);
        Job job = awaitState(submit(new Spec(20, 7, "passing")), JobState.FAILED);
        assertThat(job.error().code()).isEqualTo("store-unavailable");
        assertThat(job.error().message()).doesNotContain("secret").contains("incident");
    }

    @Test
    void a_paused_job_commits_nothing_and_goes_on_where_it_stopped() {
        numbers.gate = new Semaphore(4);
        Job job = submit(new Spec(100, -1, ""));
        await().atMost(PATIENCE)
                .until(() -> jobs.require(job.id(), "team").progress().done() >= 10);
        jobs.pause(job.id(), "team");
        long done = jobs.require(job.id(), "team").progress().done();
        numbers.gate.release(2);
        await().during(Duration.ofMillis(400))
                .atMost(PATIENCE)
                .until(() -> jobs.require(job.id(), "team").progress().done() == done);
        numbers.gate.release(1000);
        assertThat(jobs.resume(job.id(), "team").state()).isEqualTo(JobState.QUEUED);
        assertThat(awaitState(job, JobState.SUCCEEDED).progress().done()).isEqualTo(100);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_launch_that_was_thought_dead_leaves_its_task_to_the_one_that_took_it(CapturedOutput log) {
        numbers.gate = new Semaphore(0);
        Job job = awaitState(submit(new Spec(20, -1, "")), JobState.RUNNING);
        // What the scheduler does with a task whose heartbeat it misses.
        jdbc.sql("""
                        update scheduled_task set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
                        where task_name like 'launch:%' and task_instance like ? || '/%'
                        """).param(job.id().toString()).update();
        await().atMost(PATIENCE).until(() -> jobs.require(job.id(), "team").epoch() > job.epoch());
        numbers.gate.release(1000);
        awaitState(job, JobState.SUCCEEDED);
        // Two launches at once: the one that lost its task has ended.
        numbers.gate = new Semaphore(0);
        List<Job> both = List.of(submit(new Spec(5, -1, "")), submit(new Spec(5, -1, "")));
        both.forEach(each -> awaitState(each, JobState.RUNNING));
        numbers.gate.release(1000);
        both.forEach(each -> awaitState(each, JobState.SUCCEEDED));
        assertThat(log).doesNotContain("Indicates a bug");
    }

    @Test
    void a_cancelled_job_stays_cancelled() {
        numbers.gate = new Semaphore(2);
        Job job = submit(new Spec(100, -1, ""));
        awaitState(job, JobState.RUNNING);
        assertThat(jobs.cancel(job.id(), "team").state()).isEqualTo(JobState.CANCELLED);
        assertThat(jobs.cancel(job.id(), "team").state()).isEqualTo(JobState.CANCELLED);
        numbers.gate.release(1000);
        assertThatThrownBy(() -> jobs.retry(job.id(), "team"))
                .isInstanceOf(JobRefused.WrongState.class)
                .hasMessageContaining("CANCELLED");
        assertThatThrownBy(() -> jobs.resume(job.id(), "team"))
                .hasMessageEndingWith("is CANCELLED and cannot be resumed; expected one of [PAUSED]");
    }

    @Test
    void a_running_job_whose_launch_task_is_gone_is_launched_again() {
        JobId lost = runningWithoutLaunch();

        sweep.sweep(Set.of("coordinator"));
        assertThat(jdbc.sql("select count(*) from scheduled_task where task_instance like ? || '/%'")
                        .param(lost.toString())
                        .query(Integer.class)
                        .single())
                .as("another pool's jobs are no business of this process")
                .isZero();
        sweep.sweep(Set.of("cpu"));

        await().atMost(PATIENCE).until(() -> jobs.require(lost, "team").state() == JobState.SUCCEEDED);
        assertThat(jobs.require(lost, "team").attempts()).isEqualTo(1);
        assertThat(jobs.require(lost, "team").progress().done()).isEqualTo(12);
    }

    private JobId runningWithoutLaunch() {
        JobId lost = new JobId(UUID.randomUUID());
        jdbc.sql("""
                        insert into job (id, kind, pool, state, unit, epoch, attempts, spec, team, request_digest, submitted_at, started_at)
                        values (?, 'test.numbers', 'cpu', 'RUNNING', 'numbers', 2, 1, ?::jsonb, ?, '', now(), now())
                        """)
                .params(lost.value(), "{\"total\": 12, \"failAt\": -1, \"failure\": \"\"}", "team")
                .update();
        return lost;
    }

    @Test
    void a_launch_that_died_before_its_first_execution_is_followed_by_one_that_succeeds() {
        JobId lost = runningWithoutLaunch();
        repository.createJobInstance(
                "test.numbers",
                new JobParametersBuilder().addString("job", lost.toString()).toJobParameters());

        sweep.sweep(Set.of("cpu"));

        await().atMost(PATIENCE).until(() -> jobs.require(lost, "team").state().ended());
        assertThat(jobs.require(lost, "team").error()).isNull();
    }
}
