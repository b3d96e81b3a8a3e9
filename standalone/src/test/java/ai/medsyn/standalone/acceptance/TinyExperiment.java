package ai.medsyn.standalone.acceptance;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The built-in experiment of two hospitals at the smallest size that still has everything in it: two trainings, two evaluations. */
public final class TinyExperiment {

    static final Map<String, Object> ZERO_SHOT = Map.of(
            "name", "zero-shot", "build", "hospital-a", "evaluation", Map.of("task", "zero-shot-classification"));

    private TinyExperiment() {}

    /**
     * A request.
     *
     * @param builtIn answer to {@code GET /v1/built-in-experiments}, which knows the generators' version
     * @param overrides of the method, over the smallest ones
     */
    public static Map<String, Object> request(
            String name, JsonNode builtIn, int seed, int steps, Map<String, Object> overrides) {
        JsonNode hospitals = builtIn.path("two-hospitals").path("builds");
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("builtIn", "two-hospitals");
        request.put("name", name);
        request.put(
                "builds",
                Map.of(
                        "hospital-a", build(hospitals.path("hospital-a"), 16, Map.of("train", 0.5, "test", 0.5)),
                        "hospital-b", build(hospitals.path("hospital-b"), 8, Map.of("train", 1.0))));
        request.put("arms", List.of(arm("real", "hospital-a"), arm("synthetic", "hospital-b")));
        request.put("methods", List.of(method(overrides)));
        request.put("tasks", List.of(ZERO_SHOT));
        request.put("seeds", List.of(seed));
        request.put("budget", Map.of("mode", "EQUAL_STEPS", "steps", steps));
        return request;
    }

    private static Map<String, Object> method(Map<String, Object> overrides) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "batchSize",
                2,
                "imageSize",
                32,
                "cropSize",
                32,
                "maxTokens",
                32,
                "validateEvery",
                0,
                "checkpointEvery",
                0));
        all.putAll(overrides);
        return Map.of(
                "name",
                "ConVIRT",
                "preset",
                "convirt-edreis/corrected",
                "overrides",
                all,
                "encoders",
                Map.of("image", "resnet-18", "text", "bert-small"));
    }

    private static Map<String, Object> build(JsonNode hospital, int count, Map<String, Double> splits) {
        return Map.of(
                "count",
                count,
                "seed",
                5,
                "generator",
                hospital.path("generator").asString(),
                "clinical",
                2,
                "prevalences",
                Map.of("DISEASE:pleural effusion", 0.5, "DISEASE:cardiomegaly", 0.5),
                "splits",
                splits);
    }

    /** The same in which hospital A has as many films as heads need, most of them to learn from. */
    static void enlarge(Map<String, Object> request, JsonNode builtIn, int films) {
        JsonNode hospitals = builtIn.path("two-hospitals").path("builds");
        request.put(
                "builds",
                Map.of(
                        "hospital-a",
                                build(
                                        hospitals.path("hospital-a"),
                                        films,
                                        Map.of("train", 0.6, "validate", 0.1, "test", 0.3)),
                        "hospital-b", build(hospitals.path("hospital-b"), 8, Map.of("train", 1.0))));
    }

    static Map<String, Object> arm(String name, String build) {
        return Map.of("name", name, "datasets", List.of(Map.of("build", build)));
    }
}
