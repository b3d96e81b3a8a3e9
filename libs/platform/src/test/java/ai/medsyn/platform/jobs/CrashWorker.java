package ai.medsyn.platform.jobs;

import ai.medsyn.platform.testing.PlatformTestApplication;
import ai.medsyn.platform.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A worker process that a test may kill and freeze. */
final class CrashWorker {

    private static final String READY = "crash.ready";

    private final Process process;
    private final Path ready;

    private CrashWorker(Process process, Path ready) {
        this.process = process;
        this.ready = ready;
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Handlers {
        @Bean
        CrashJob crashJob(JdbcClient jdbc) {
            return new CrashJob(jdbc);
        }
    }

    public static void main(String[] arguments) throws IOException {
        application(List.of(arguments));
        Files.createFile(Path.of(System.getProperty(READY)));
    }

    /** The platform with {@link CrashJob}; for which pools, the arguments say. */
    static ConfigurableApplicationContext application(List<String> arguments) {
        return new SpringApplicationBuilder(PlatformTestApplication.class, Handlers.class)
                .properties("spring.config.name=platform", "spring.main.web-application-type=none")
                .run(arguments.toArray(String[]::new));
    }

    static List<String> arguments(TestDatabase database, String pools) {
        return List.of(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--medsyn.jobs.pools=" + pools,
                "--medsyn.jobs.heartbeat=300ms",
                "--medsyn.jobs.partitions=6",
                "--medsyn.jobs.first-retry=100ms",
                "--MEDSYN_IDLE_IN_TRANSACTION=2s");
    }

    /** Starts a process; its output goes to a file of the folder. */
    static CrashWorker start(TestDatabase database, Path folder) {
        Path ready = folder.resolve("ready-" + UUID.randomUUID());
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx256m",
                "-D" + READY + "=" + ready,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CrashWorker.class.getName()));
        command.addAll(arguments(database, "cpu"));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("workers.log").toFile()))
                    .start();
            return new CrashWorker(process, ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean ready() {
        return Files.exists(ready);
    }

    void end() {
        process.destroyForcibly();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Sends a signal: KILL, STOP, CONT. */
    void signal(String name) {
        signal(name, pid());
    }

    static void signal(String name, long pid) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
