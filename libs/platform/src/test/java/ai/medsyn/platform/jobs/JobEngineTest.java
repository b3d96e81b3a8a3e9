package ai.medsyn.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.testing.PlatformTestApplication;
import ai.medsyn.platform.testing.PostgresConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        classes = PlatformTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.config.name=platform",
            "spring.main.web-application-type=none",
            "medsyn.jobs.max-queued=3",
            "medsyn.jobs.first-retry=20ms",
            "medsyn.jobs.launches=2"
        })
@Import({PostgresConfiguration.class, JobEngineTest.Handlers.class})
class JobEngineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    record Spec(int total, int failAt, String failure) {}

    /** Writes every ordinal once into a table; fails or waits where the test says so. */
    static final class Numbers extends TestBlockJob<Spec, List<Integer>> {
        final AtomicInteger failuresLeft = new AtomicInteger();
        volatile Semaphore gate = open();
        private final JdbcClient jdbc;

        Numbers(JdbcClient jdbc) {
            super("test.numbers", Spec.class);
            this.jdbc = jdbc;
        }

        static Semaphore open() {
            return new Semaphore(Integer.MAX_VALUE / 2);
        }

        @Override
        public WorkSize size(JobRun<Spec> run) {
            return new WorkSize(run.spec().total(), 5);
        }

        @Override
        public List<Integer> process(JobRun<Spec> run, Block block) throws Exception {
            gate.acquire();
            Spec spec = run.spec();
            if (spec.failAt() >= block.from() && spec.failAt() < block.to() && failuresLeft.getAndDecrement() > 0) {
                if (spec.failure().equals("permanent")) {
                    throw new JobFailure("cannot-be", "expected numbers that can be; found " + spec.failAt());
                }
                throw new IOException("/secret/path is full");
            }
            return IntStream.range((int) block.from(), (int) block.to()).boxed().toList();
        }

        @Override
        public void commit(JobRun<Spec> run, Block block, List<Integer> output) {
            output.forEach(number -> jdbc.sql("insert into number (job, n) values (?, ?)")
                    .params(run.id().value(), number)
                    .update());
        }

        @Override
        public Object conclude(JobRun<Spec> run) {
            return Map.of(
                    "sum",
                    jdbc.sql("select coalesce(sum(n), 0) from number where job = ?")
                            .param(run.id().value())
                            .query(Long.class)
                            .single());
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Handlers {
        @Bean
        Numbers numbers(JdbcClient jdbc) {
            return new Numbers(jdbc);
        }
    }

    @Autowired
    Jobs jobs;

    @Autowired
    Numbers numbers;

    @Autowired
    JobSweep sweep;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void prepare() {
        jdbc.sql("create table if not exists number (job uuid, n int, primary key (job, n))")
                .update();
        numbers.gate = Numbers.open();
        numbers.failuresLeft.set(0);
    }

    private Job submit(Spec spec) {
        return jobs.submit(JobSubmission.of("test.numbers", spec, "team")).job();
    }

    private Job awaitState(Job job, JobState state) {
        await().atMost(PATIENCE).until(() -> jobs.require(job.id(), "team").state() == state);
        return jobs.require(job.id(), "team");
    }

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
    }

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
    void another_teams_job_is_not_found() {
        Job job = submit(new Spec(5, -1, ""));
        assertThatThrownBy(() -> jobs.require(job.id(), "others")).isInstanceOf(JobRefused.NotFound.class);
    }

    @Test
    void a_running_job_whose_launch_task_is_gone_is_launched_again() {
        JobId lost = new JobId(UUID.randomUUID());
        jdbc.sql("""
                        insert into job (id, kind, pool, state, unit, epoch, attempts, spec, team, request_digest, submitted_at, started_at)
                        values (?, 'test.numbers', 'cpu', 'RUNNING', 'numbers', 2, 1, ?::jsonb, ?, '', now(), now())
                        """)
                .params(lost.value(), "{\"total\": 12, \"failAt\": -1, \"failure\": \"\"}", "team")
                .update();

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
}
