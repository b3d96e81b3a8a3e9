package ai.medsyn.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * How many samples a second the platform builds when writing and drawing take no time: what jobs, lineage, artifacts, curation, sealing and exports
 * cost. Arguments: samples per build (20000), builds (3, the first warms up).
 */
final class PipelineOverhead {

    private PipelineOverhead() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        int builds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        try (PlatformProcess platform = PlatformProcess.start()) {
            Map<String, Object> thresholds = lenient(platform.get("/v1/policies"));
            for (int build = 0; build < builds; build++) {
                report(platform, build, count, thresholds, List.of());
            }
            report(platform, builds, count, thresholds, List.of("folder", "webdataset"));
        }
    }

    private static void report(
            PlatformProcess platform, int build, int count, Map<String, Object> thresholds, List<String> exports)
            throws IOException, InterruptedException {
        PlatformProcess.Cpu before = platform.cpu();
        JsonNode job = platform.await(platform.post(
                        "/v1/datasets",
                        Map.of(
                                "name",
                                "overhead",
                                "count",
                                count,
                                "seed",
                                build,
                                "reports",
                                Map.of("writer", "instant-writer"),
                                "images",
                                Map.of("generator", "instant-generator", "size", 256),
                                "curation",
                                Map.of("thresholds", thresholds),
                                "exports",
                                exports))
                .get("id")
                .asString());
        double seconds = seconds(job);
        PlatformProcess.Cpu cpu = platform.cpu().minus(before);
        System.out.printf(
                "build %d, %d samples, exports %s: %.2f s, %.0f samples/s; CPU a sample: %.0f us Java, %.0f us PostgreSQL%n",
                build,
                job.get("result").get("accepted").asInt(),
                exports,
                seconds,
                count / seconds,
                cpu.java().toNanos() / 1e3 / count,
                cpu.database().toNanos() / 1e3 / count);
        stages(platform, job.get("id").asString(), count);
    }

    private static void stages(PlatformProcess platform, String parent, int count)
            throws IOException, InterruptedException {
        JsonNode children = platform.get("/v1/jobs?parent=" + parent);
        for (JsonNode child : children.get("items")) {
            double seconds = seconds(child);
            System.out.printf(
                    "  %-18s %6.2f s  %6.1f us a sample%n",
                    child.get("kind").asString(), seconds, seconds * 1e6 / count);
        }
    }

    /** From the acceptance of a job to its end: the platform's own clock does not see how seldom this client looks. */
    private static double seconds(JsonNode job) {
        Instant submitted = Instant.parse(job.get("submittedAt").asString());
        return Duration.between(submitted, Instant.parse(job.get("endedAt").asString()))
                        .toMillis()
                / 1e3;
    }

    /** Every policy measures and decides, none rejects. */
    static Map<String, Object> lenient(JsonNode policies) {
        Map<String, Object> thresholds = new TreeMap<>();
        for (JsonNode policy : policies.get("items")) {
            JsonNode threshold = policy.get("threshold");
            boolean atLeast = threshold.get("accepts").asString().equals("AT_LEAST");
            thresholds.put(
                    policy.get("name").asString(),
                    threshold.get(atLeast ? "lowest" : "highest").asDouble());
        }
        return thresholds;
    }
}
