package ai.medsyn.generator.reports.samplings;

import ai.medsyn.generator.reports.entities.EntityBanks;
import ai.medsyn.platform.testing.PlatformTestApplication;
import ai.medsyn.platform.testing.TestDatabase;
import ai.medsyn.radiology.Lexicon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A worker process that samples entity sets until a test kills it. */
final class SamplingWorker {

    private static final String READY = "sampling.ready";

    private final Process process;
    private final Path ready;

    private SamplingWorker(Process process, Path ready) {
        this.process = process;
        this.ready = ready;
    }

    @TestConfiguration(proxyBeanMethods = false)
    @Import({EntityBanks.class, EntitySets.class, SampleSetsJob.class})
    static class Sampling {
        @Bean
        Lexicon lexicon() {
            return Lexicon.builtIn();
        }
    }

    public static void main(String[] arguments) throws IOException {
        application(List.of(arguments));
        Files.createFile(Path.of(System.getProperty(READY)));
    }

    static ConfigurableApplicationContext application(List<String> arguments) {
        return new SpringApplicationBuilder(PlatformTestApplication.class, Sampling.class)
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
                "--medsyn.jobs.partitions=8",
                "--medsyn.jobs.threads=2",
                "--medsyn.jobs.first-retry=100ms",
                "--MEDSYN_IDLE_IN_TRANSACTION=2s");
    }

    static SamplingWorker start(TestDatabase database, Path folder) throws IOException {
        Path ready = folder.resolve("ready-" + UUID.randomUUID());
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx512m",
                "-D" + READY + "=" + ready,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SamplingWorker.class.getName()));
        command.addAll(arguments(database, "cpu"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("workers.log").toFile()))
                .start();
        return new SamplingWorker(process, ready);
    }

    boolean ready() {
        return Files.exists(ready);
    }

    boolean alive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
