package ai.medsyn.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.medsyn.platform.testing.TestDatabase;
import ai.medsyn.platform.testing.WorkerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database server stops without a word in the middle of a job, and comes back on the same files. */
@Tag("crash")
class DatabaseRestartTest {

    private static final int TOTAL = 1000;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder;

    /** The schedulers' threads may fail while the database is away; whether the job goes on is the question. */
    private static ConditionFactory patiently() {
        return await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofMinutes(5))
                .ignoreExceptions();
    }

    /**
     * As {@code pg_ctl restart -m immediate}: every server process ends at once, nothing is flushed, and the same command starts a new server
     * on the same files.
     */
    private void restartAtOnce() throws IOException {
        Path lock = folder.resolve("data").resolve("postmaster.pid");
        ProcessHandle server = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(lock).get(0).strip()))
                .orElseThrow();
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U")); // the server refuses to run as root
        }
        command.add(server.info().command().orElseThrow());
        command.addAll(List.of(server.info().arguments().orElseThrow()));
        WorkerProcess.signal("QUIT", server.pid());
        patiently().until(() -> !server.isAlive());
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /**
     * A free port below those that the operating system gives to outgoing connections: while the server is away, one of these connections would
     * take its port otherwise, perhaps to itself.
     */
    private static int portThatNoConnectionTakes() {
        return ThreadLocalRandom.current()
                .ints(20_000, 32_000)
                .filter(DatabaseRestartTest::free)
                .findFirst()
                .orElseThrow();
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    @Test
    void a_job_outlives_restarts_of_the_database() throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setPort(portThatNoConnectionTakes())
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        TestDatabase database = new TestDatabase(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
        try (ConfigurableApplicationContext application = CrashWorker.application(database, "cpu")) {
            Jobs jobs = application.getBean(Jobs.class);
            JdbcClient jdbc = application.getBean(JdbcClient.class);
            jdbc.sql("create table crash_row (job uuid, n bigint, file text, primary key (job, n))")
                    .update();
            Path blocks = Files.createDirectory(folder.resolve("blocks"));
            JobId job = jobs.submit(
                            JobSubmission.of(CrashJob.KIND, new CrashJob.Spec(TOTAL, blocks.toString(), 20), "team"))
                    .job()
                    .id();
            for (int restart = 1; restart <= 2; restart++) {
                int done = restart * 200;
                patiently().until(() -> jobs.require(job, "team").progress().done() >= done);
                restartAtOnce();
            }
            patiently().until(() -> jobs.require(job, "team").state().ended());
            Job ended = jobs.require(job, "team");
            assertThat(ended.error()).isNull();
            assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(ended.progress().done()).isEqualTo(TOTAL);
            assertThat(jdbc.sql("select n from crash_row order by n")
                            .query(Long.class)
                            .list())
                    .isEqualTo(LongStream.range(0, TOTAL).boxed().toList());
        } finally {
            server.close();
        }
    }
}
