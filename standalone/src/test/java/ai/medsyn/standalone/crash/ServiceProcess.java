package ai.medsyn.standalone.crash;

import static org.awaitility.Awaitility.await;

import ai.medsyn.standalone.Medsyn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One service as a process of its own, which can be killed and started again on the same port. */
final class ServiceProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> words;
    private final Map<String, String> environment;
    private final int port;
    private final Path log;
    private Process process;

    /**
     * Describes the process; {@link #start} starts it.
     *
     * @param words what follows {@code medsyn service}
     */
    ServiceProcess(List<String> words, Map<String, String> environment, int port, Path log) {
        this.words = words;
        this.environment = environment;
        this.port = port;
        this.log = log;
    }

    void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                Medsyn.class.getName(),
                "service"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("MEDSYN_PORT", Integer.toString(port));
        process = builder.start();
    }

    void awaitReady() {
        await(words + " to be ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(words + " ended: " + tail());
                    }
                    return ready();
                });
    }

    /** kill -9: no shutdown hook runs, no connection is closed in an orderly way. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private boolean ready() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }
}
