package ai.medsyn.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How many status requests a second the gateway answers. Arguments: samples to have in the tables first (1000000: one build of 10000, whose rows are
 * then copied by SQL), clients (8), seconds (10).
 */
final class StatusPolling {

    private static final int BUILD = 10_000;

    private StatusPolling() {}

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        try (PlatformProcess platform = PlatformProcess.start()) {
            String job = build(platform, Math.min(BUILD, rows));
            System.out.println(SampleRows.fill(platform.data(), rows) + " samples in the tables");
            String path = "/v1/jobs/" + job;
            poll(platform, path, clients, seconds); // warms up
            PlatformProcess.Cpu before = platform.cpu();
            long[] latencies = poll(platform, path, clients, seconds);
            report(latencies, clients, seconds, platform.cpu().minus(before));
        }
    }

    private static String build(PlatformProcess platform, int count) throws IOException, InterruptedException {
        String job = platform.post(
                        "/v1/datasets",
                        Map.of(
                                "name", "rows",
                                "count", count,
                                "seed", 1,
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

    /** Nanoseconds of every request, sorted. */
    private static long[] poll(PlatformProcess platform, String path, int clients, int seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> ask(platform.client(path), seconds)));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> future : running) {
                all.add(future.get());
            }
            return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        } finally {
            threads.shutdown();
        }
    }

    private static long[] ask(PollingClient connection, int seconds) throws IOException {
        try (PollingClient client = connection) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            long[] latencies = new long[1 << 10];
            int count = 0;
            while (System.nanoTime() < end) {
                long begin = System.nanoTime();
                client.get();
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = System.nanoTime() - begin;
            }
            return Arrays.copyOf(latencies, count);
        }
    }

    private static void report(long[] latencies, int clients, int seconds, PlatformProcess.Cpu cpu) {
        System.out.printf(
                "%d clients: %.0f requests/s, median %.2f ms, 99th percentile %.2f ms; CPU a request: %.0f us Java, %.0f us PostgreSQL%n",
                clients,
                latencies.length / (double) seconds,
                latencies[latencies.length / 2] / 1e6,
                latencies[(int) (latencies.length * 0.99)] / 1e6,
                cpu.java().toNanos() / 1e3 / latencies.length,
                cpu.database().toNanos() / 1e3 / latencies.length);
    }
}
