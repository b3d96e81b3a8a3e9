package ai.medsyn.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.testing.JobsAtRest;
import ai.medsyn.platform.testing.PlatformTestApplication;
import ai.medsyn.platform.testing.PostgresConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The moment between a block's output and its commit, where the database may go away. */
@SpringBootTest(
        classes = PlatformTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.config.name=platform",
            "spring.main.web-application-type=none",
            "medsyn.jobs.first-retry=20ms",
            "medsyn.jobs.partitions=3",
            "medsyn.jobs.heartbeat=1m"
        })
@Import({PostgresConfiguration.class, BlockCommitTest.Handlers.class})
class BlockCommitTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class Handlers {
        @Bean
        FailingCommits failingCommits(JdbcClient jdbc) {
            return new FailingCommits(jdbc);
        }
    }

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Autowired
    Jobs jobs;

    @Autowired
    JobScheduler scheduler;

    @Autowired
    FailingCommits handler;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @Autowired
    MeterRegistry meters;

    @BeforeEach
    void prepare() {
        jdbc.sql("create table if not exists committed (job uuid, n bigint, primary key (job, n))")
                .update();
        handler.processed.clear();
        handler.whenRolledBack = () -> {};
        handler.whileProcessing = () -> {};
    }

    @AfterEach
    void finish() {
        JobsAtRest.await(jdbc);
    }

    @Test
    void a_block_whose_commit_failed_is_run_again_and_counted_once() {
        handler.failuresLeft.set(3);
        Job job = run(100);
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertEveryRowOnce(job, 100);
        assertThat(handler.processed).hasSize(25 + 3);
    }

    @Test
    void a_block_whose_commit_failed_is_not_skipped_when_the_launch_is_taken_over_in_that_moment() {
        handler.failuresLeft.set(1);
        // What a new launch does with the executions of the one before.
        handler.whenRolledBack = () -> outsideOfTheTransaction("update batch_step_execution set version = version + 1");
        Job job = run(100);
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertEveryRowOnce(job, 100);
    }

    @Test
    void a_partition_whose_launch_died_before_its_bounds_were_saved_is_run_all_the_same() {
        handler.failuresLeft.set(1);
        handler.whenRolledBack = () -> outsideOfTheTransaction("""
                update batch_step_execution_context set short_context = (
                    select short_context from batch_job_execution_context order by job_execution_id limit 1)
                """);
        Job job = run(100);
        assertThat(job.state()).as("%s", job.error()).isEqualTo(JobState.SUCCEEDED);
        assertEveryRowOnce(job, 100);
    }

    @Test
    void a_partition_that_moved_on_elsewhere_refuses_a_late_block() {
        AtomicBoolean once = new AtomicBoolean();
        handler.whileProcessing = () -> {
            if (once.compareAndSet(false, true)) {
                outsideOfTheTransaction("insert into job_progress select id, 0, 4 from job where state = 'RUNNING'");
            }
        };
        Job job = run(4);
        assertThat(handler.processed).hasSize(1);
        assertThat(job.progress().done()).isEqualTo(4);
        assertThat(rows(job)).isEmpty();
    }

    @Test
    void computing_a_block_holds_no_transaction() {
        AtomicInteger open = new AtomicInteger(-1);
        handler.whileProcessing = () -> {
            jdbc.sql("select 1").query(Integer.class).single();
            // Another thread may be between two statements for a moment; a transaction of the block would be there all
            // the time.
            open.set(await().atMost(PATIENCE).until(this::idleInTransaction, sessions -> sessions == 0));
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .isFalse();
        };
        Job job = run(4);
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(open).hasValue(0);
    }

    private int idleInTransaction() {
        return jdbc.sql("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and state = 'idle in transaction'
                        """).query(Integer.class).single();
    }

    @Test
    void a_process_that_stops_lets_go_of_a_job_at_its_next_blocks() {
        Semaphore gate = new Semaphore(0);
        handler.whileProcessing = gate::acquireUninterruptibly;
        JobId id = submit(400);
        for (int stop = 1; stop <= 5; stop++) { // more often than a failure would be tried again
            gate.release(6);
            int done = stop * 4;
            await().atMost(PATIENCE)
                    .until(() -> jobs.require(id, "team").progress().done() >= done);
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(scheduler::stop, task -> new Thread(task, "stop").start());
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> {
                gate.release(); // for the blocks at work
                return stopped.isDone();
            });
            gate.drainPermits();
            scheduler.start();
        }
        gate.release(1000);
        Job job = ended(id);
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.attempts()).isEqualTo(1);
        assertEveryRowOnce(job, 400);
    }

    @Test
    void what_is_committed_is_counted_and_what_is_rolled_back_is_not() {
        handler.failuresLeft.set(2);
        double units = units();
        double succeeded = succeeded();
        run(100);
        assertThat(units() - units).isEqualTo(100);
        // A state is counted right after the commit that shows it.
        await().atMost(PATIENCE).until(() -> succeeded() - succeeded, counted -> counted == 1);
        assertThat(meters.get("medsyn.jobs.queue.time")
                        .tag("kind", "test.commits")
                        .timer()
                        .count())
                .isPositive();
        assertThat(meters.get("medsyn.jobs.unfinished")
                        .tags("kind", "test.commits", "state", "QUEUED")
                        .gauge()
                        .value())
                .isZero();
    }

    private double units() {
        return meters.counter("medsyn.jobs.units", "kind", "test.commits", "unit", "rows")
                .count();
    }

    private double succeeded() {
        return meters.counter("medsyn.jobs.states", "kind", "test.commits", "state", "SUCCEEDED", "code", "none")
                .count();
    }

    private Job run(int total) {
        return ended(submit(total));
    }

    private JobId submit(int total) {
        return jobs.submit(JobSubmission.of("test.commits", new FailingCommits.Spec(total), "team"))
                .job()
                .id();
    }

    private Job ended(JobId id) {
        await().atMost(PATIENCE).until(() -> jobs.require(id, "team").state().ended());
        return jobs.require(id, "team");
    }

    private void outsideOfTheTransaction(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertEveryRowOnce(Job job, int total) {
        assertThat(rows(job)).isEqualTo(LongStream.range(0, total).boxed().toList());
        assertThat(job.progress().done()).isEqualTo(total);
    }

    private List<Long> rows(Job job) {
        return jdbc.sql("select n from committed where job = ? order by n")
                .param(job.id().value())
                .query(Long.class)
                .list();
    }
}
