package ai.medsyn.benchmarks;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many status requests a second the gateway answers. Arguments: samples to have in the tables first (1000000; made by builds with instant
 * generators), clients (8), seconds (10).
 */
final class StatusPolling {

    private static final int BUILD = 100_000;

    private StatusPolling() {}

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        try (PlatformProcess platform = PlatformProcess.start()) {
            String job = "";
            for (int made = 0; made < rows; made += BUILD) {
                job = build(platform, Math.min(BUILD, rows - made), made);
            }
            HttpRequest poll = platform.request("/v1/jobs/" + job).build();
            poll(platform, poll, clients, Duration.ofSeconds(seconds)); // warms up
            System.out.println(poll(platform, poll, clients, Duration.ofSeconds(seconds)));
        }
    }

    private static String build(PlatformProcess platform, int count, int seed)
            throws IOException, InterruptedException {
        String job = platform.post(
                        "/v1/datasets",
                        Map.of(
                                "name", "rows",
                                "count", count,
                                "seed", seed,
                                "reports", Map.of("writer", "instant-writer"),
                                "images", Map.of("generator", "instant-generator", "size", 256),
                                "curation",
                                        Map.of("thresholds", PipelineOverhead.lenient(platform.get("/v1/policies"))),
                                "exports", List.of()))
                .get("id")
                .asString();
        platform.await(job);
        return job;
    }

    private static String poll(PlatformProcess platform, HttpRequest request, int clients, Duration time)
            throws Exception {
        long end = System.nanoTime() + time.toNanos();
        Callable<long[]> client = () -> {
            List<Long> latencies = new ArrayList<>();
            while (System.nanoTime() < end) {
                long begin = System.nanoTime();
                int status = platform.http()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status != 200) {
                    throw new IOException("status " + status);
                }
                latencies.add(System.nanoTime() - begin);
            }
            return latencies.stream().mapToLong(Long::longValue).toArray();
        };
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(client));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> future : running) {
                all.add(future.get());
            }
            long[] latencies =
                    all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return String.format(
                    "%d clients: %.0f requests/s, median %.2f ms, 99th percentile %.2f ms",
                    clients,
                    latencies.length / (double) time.toSeconds(),
                    latencies[latencies.length / 2] / 1e6,
                    latencies[(int) (latencies.length * 0.99)] / 1e6);
        } finally {
            threads.shutdown();
        }
    }
}
