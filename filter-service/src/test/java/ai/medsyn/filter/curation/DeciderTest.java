package ai.medsyn.filter.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.medsyn.filter.fingerprints.TextFingerprint;
import ai.medsyn.filter.policies.NearDuplicatePolicy;
import ai.medsyn.filter.policies.Policies;
import ai.medsyn.filter.policies.Policy;
import ai.medsyn.filter.policies.Thresholds;
import ai.medsyn.filter.policies.Thresholds.ReportOrigin;
import ai.medsyn.imaging.Fingerprint;
import ai.medsyn.platform.jobs.JobFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeciderTest {

    private static final Thresholds THRESHOLDS = Thresholds.initial(ReportOrigin.WRITTEN);

    private static Map<String, Double> passing() {
        Map<String, Double> measured = new LinkedHashMap<>();
        for (Policy policy : Policies.all()) {
            if (!(policy instanceof NearDuplicatePolicy)) {
                measured.put(policy.filter(), policy.card().limit().initial());
            }
        }
        return measured;
    }

    private static Measurement measurement(int ordinal, long wording, long image) {
        return new Measurement(
                ordinal,
                passing(),
                Optional.of(new TextFingerprint(1, wording)),
                Optional.of(new Fingerprint(image, image, 0, 0)));
    }

    /** Candidates whose fingerprints lie so close together that about every second one is a near-duplicate. */
    private static List<Measurement> crowded(int count) {
        SplittableRandom random = new SplittableRandom(3);
        List<Measurement> measurements = new ArrayList<>();
        for (int ordinal = 0; ordinal < count; ordinal++) {
            measurements.add(measurement(ordinal, random.nextInt(1 << 14), random.nextInt(1 << 14)));
        }
        return measurements;
    }

    private static List<Decision> decide(List<Measurement> measurements, int batch) {
        Decider decider = new Decider(THRESHOLDS);
        List<Decision> decisions = new ArrayList<>();
        for (int from = 0; from < measurements.size(); from += batch) {
            decisions.addAll(decider.decide(measurements.subList(from, Math.min(from + batch, measurements.size()))));
        }
        return decisions;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 1000})
    void the_size_of_a_batch_decides_nothing(int batch) {
        List<Measurement> measurements = crowded(400);
        List<Decision> whole = decide(measurements, measurements.size());
        assertThat(decide(measurements, batch)).isEqualTo(whole);
        assertThat(whole.stream().filter(Decision::accepted).count()).isBetween(5L, 395L);
    }

    @Test
    void the_distance_to_the_nearest_accepted_candidate_decides() {
        long five = (1L << 5) - 1; // stands twice in the fingerprint
        List<Decision> decisions = decide(
                List.of(
                        measurement(0, 0, 0),
                        measurement(1, 0b111, -1L),
                        measurement(2, 0b1111, -1L),
                        measurement(3, -1L, five),
                        measurement(4, 0xFF00L, five >> 1)),
                10);
        assertThat(decisions)
                .extracting(Decision::failed)
                .containsExactly(
                        List.of(),
                        List.of("near-duplicate-text"),
                        List.of(),
                        List.of(),
                        List.of("near-duplicate-image"));
    }

    @Test
    void what_has_no_fingerprint_is_near_to_nothing() {
        Measurement wordless =
                new Measurement(0, passing(), Optional.empty(), Optional.of(new Fingerprint(0, 0, 0, 0)));
        Measurement again = new Measurement(1, passing(), Optional.empty(), Optional.of(new Fingerprint(-1, 0, 0, 0)));
        assertThat(decide(List.of(wordless, again), 1)).allMatch(Decision::accepted);
    }

    @Test
    void a_measurement_that_lacks_a_policy_is_not_decided() {
        Map<String, Double> old = passing();
        old.remove("image-blur");
        Measurement measurement = new Measurement(5, old, Optional.empty(), Optional.of(new Fingerprint(0, 0, 0, 0)));
        assertThatThrownBy(() -> decide(List.of(measurement), 1))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("candidate 5")
                .hasMessageContaining("image-blur");
    }
}
