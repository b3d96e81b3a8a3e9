package ai.medsyn.platform.jobs;

import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.testing.JobsAtRest;
import ai.medsyn.platform.testing.PlatformTestApplication;
import ai.medsyn.platform.testing.PostgresConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine with a kind of job that fails and waits where a test says so. Few launches and places in the queue. */
@SpringBootTest(
        classes = PlatformTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.config.name=platform",
            "spring.main.web-application-type=none",
            "medsyn.jobs.max-queued=3",
            "medsyn.jobs.first-retry=20ms",
            "medsyn.jobs.launches=2",
            "medsyn.jobs.heartbeat=1m"
        })
@Import({PostgresConfiguration.class, JobEngineBench.Handlers.class})
abstract class JobEngineBench {

    static final Duration PATIENCE = Duration.ofMinutes(2);

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

    /** What is left over must not take the next test's launches and permits. */
    @AfterEach
    void finish() {
        numbers.gate.release(1_000_000);
        JobsAtRest.await(jdbc);
    }

    Job submit(Spec spec) {
        return jobs.submit(JobSubmission.of("test.numbers", spec, "team")).job();
    }

    Job awaitState(Job job, JobState state) {
        await().atMost(PATIENCE).until(() -> jobs.require(job.id(), "team").state() == state);
        return jobs.require(job.id(), "team");
    }
}
