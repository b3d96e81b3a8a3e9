package ai.medsyn.platform.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A process of the platform, with handlers of a test, that the test may kill and freeze. */
public final class WorkerProcess {

    private static final String READY = "worker.ready";

    private final Process process;
    private final Path ready;

    private WorkerProcess(Process process, Path ready) {
        this.process = process;
        this.ready = ready;
    }

    /** What a worker's main method does: starts the platform and tells the test. */
    public static void run(Class<?> handlers, String[] arguments) throws IOException {
        application(handlers, List.of(arguments));
        Files.createFile(Path.of(System.getProperty(READY)));
    }

    /** The platform with a test's handlers, in this process; for which pools, the arguments say. */
    public static ConfigurableApplicationContext application(Class<?> handlers, List<String> arguments) {
        return new SpringApplicationBuilder(PlatformTestApplication.class, handlers)
                .properties("spring.config.name=platform", "spring.main.web-application-type=none")
                .run(arguments.toArray(String[]::new));
    }

    /** Settings under which the death of a process is noticed soon. */
    public static List<String> arguments(TestDatabase database, String pools, String... more) {
        return Stream.concat(
                        Stream.of(
                                "--spring.datasource.url=" + database.url(),
                                "--spring.datasource.username=" + database.user(),
                                "--spring.datasource.password=" + database.password(),
                                "--medsyn.jobs.pools=" + pools,
                                "--medsyn.jobs.heartbeat=300ms",
                                "--medsyn.jobs.first-retry=100ms",
                                "--MEDSYN_IDLE_IN_TRANSACTION=2s"),
                        Arrays.stream(more))
                .toList();
    }

    /** Starts a main class that calls {@link #run}; its output goes to a file of the folder. */
    public static WorkerProcess start(Class<?> main, List<String> arguments, Path folder) {
        return start(main, arguments, folder, classPath());
    }

    /** Starts a service as it is, without the classes of tests, which it would find; it does not tell when it is ready. */
    public static WorkerProcess startService(Class<?> main, List<String> arguments, Path folder) {
        String own = Arrays.stream(classPath().split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        return start(main, arguments, folder, own);
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static WorkerProcess start(Class<?> main, List<String> arguments, Path folder, String classPath) {
        Path ready = folder.resolve("ready-" + UUID.randomUUID());
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx512m",
                "-D" + READY + "=" + ready,
                main.getName()));
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("workers.log").toFile()));
            // ONNX Runtime ends a process whose command line is long.
            builder.environment().put("CLASSPATH", classPath);
            return new WorkerProcess(builder.start(), ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean ready() {
        return Files.exists(ready);
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** SIGKILL; when this returns, the process is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Sends a signal: STOP, CONT. */
    public void signal(String name) {
        signal(name, pid());
    }

    public static void signal(String name, long pid) {
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
