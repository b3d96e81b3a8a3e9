package ai.medsyn.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Thresholds that come from what was measured, so that they stay between the samples when generators change. */
final class Measured {

    /** A policy whose measure differs from image to image. */
    static final String POLICY = "image-blur";

    private Measured() {}

    /** A threshold within the policy's range that about a third of a dataset's samples do not reach. */
    static Map<String, Double> strict(Api api, String dataset) {
        JsonNode limits = StreamSupport.stream(
                        api.get("/v1/policies").expect(200).json().path("items").spliterator(), false)
                .filter(policy -> policy.path("name").asString().equals(POLICY))
                .findFirst()
                .orElseThrow()
                .path("threshold");
        assertThat(limits.path("accepts").asString()).isEqualTo("AT_LEAST");
        List<Double> measured = api.samples(dataset).stream()
                .map(sample -> measured(api, dataset, sample.path("ordinal").asInt()))
                .sorted()
                .toList();
        int third = measured.size() / 3;
        assertThat(measured.get(third - 1)).isLessThan(measured.get(third));
        double threshold = (measured.get(third - 1) + measured.get(third)) / 2;
        assertThat(threshold)
                .isBetween(
                        limits.path("lowest").asDouble(), limits.path("highest").asDouble());
        return Map.of(POLICY, threshold);
    }

    private static double measured(Api api, String dataset, int ordinal) {
        JsonNode verdicts = api.get("/v1/datasets/" + dataset + "/samples/" + ordinal)
                .expect(200)
                .json()
                .path("verdicts");
        for (JsonNode verdict : verdicts) {
            if (verdict.path("filter").asString().equals(POLICY)) {
                return verdict.path("measured").asDouble();
            }
        }
        throw new AssertionError("no verdict of " + POLICY + " among " + verdicts);
    }
}
