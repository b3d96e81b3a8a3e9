package ai.medsyn.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The standalone platform as a process of its own in a directory that is removed afterwards, and its public API. */
final class PlatformProcess implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();

    private final Path data;
    private final Process process;
    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String key = "";

    private PlatformProcess(Path data, Process process, int port) {
        this.data = data;
        this.process = process;
        this.url = "http://127.0.0.1:" + port;
    }

    /** Starts the platform with this class path, on which the instant models are, and the options of {@code medsyn.java.options}. */
    static PlatformProcess start() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("medsyn-benchmark");
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx2g"));
        command.addAll(List.of(System.getProperty("medsyn.java.options", "").split(" +")));
        command.removeIf(String::isEmpty);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "ai.medsyn.standalone.Medsyn",
                "serve",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("benchmark.log").toFile())
                .start();
        PlatformProcess platform = new PlatformProcess(data, process, port);
        platform.awaitHealth();
        platform.key = Files.readString(data.resolve("api-key")).strip();
        return platform;
    }

    private void awaitHealth() throws InterruptedException, IOException {
        for (int i = 0; i < 600; i++) {
            try {
                HttpRequest health = HttpRequest.newBuilder(URI.create(url + "/actuator/health/readiness"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
                if (Files.exists(data.resolve("api-key"))
                        && http.send(health, HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Nobody listens yet.
            }
            if (!process.isAlive()) {
                throw new IOException(
                        "the platform did not start:\n" + Files.readString(data.resolve("benchmark.log")));
            }
            Thread.sleep(200);
        }
        throw new IOException("the platform is not ready after two minutes");
    }

    /**
     * Processor time since the start.
     *
     * @param java of the platform's JVM
     * @param database of all server processes that live
     */
    record Cpu(Duration java, Duration database) {

        Cpu minus(Cpu earlier) {
            return new Cpu(java.minus(earlier.java), database.minus(earlier.database));
        }
    }

    Cpu cpu() throws IOException {
        long server = Long.parseLong(Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"))
                .get(0)
                .strip());
        ProcessHandle postmaster = ProcessHandle.of(server).orElseThrow();
        Duration database = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(PlatformProcess::cpu)
                .reduce(Duration.ZERO, Duration::plus);
        return new Cpu(cpu(process.toHandle()), database);
    }

    private static Duration cpu(ProcessHandle handle) {
        return handle.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The platform's directory. */
    Path data() {
        return data;
    }

    /** A connection that asks for one path. */
    PollingClient client(String path) throws IOException {
        return new PollingClient(URI.create(url + path), Map.of("X-Api-Key", key));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("X-Api-Key", key);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return read(http.send(request(path).build(), HttpResponse.BodyHandlers.ofString()));
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        HttpRequest post = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return read(http.send(post, HttpResponse.BodyHandlers.ofString()));
    }

    private static JsonNode read(HttpResponse<String> response) throws IOException {
        if (response.statusCode() >= 300) {
            throw new IOException("status " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** Waits for a job's end. */
    JsonNode await(String job) throws IOException, InterruptedException {
        while (true) {
            JsonNode now = get("/v1/jobs/" + job);
            switch (now.get("state").asString()) {
                case "SUCCEEDED" -> {
                    return now;
                }
                case "FAILED", "CANCELLED" -> throw new IOException("the job ended: " + now);
                default -> Thread.sleep(200);
            }
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
