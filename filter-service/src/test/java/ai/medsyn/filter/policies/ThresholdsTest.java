package ai.medsyn.filter.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.medsyn.filter.policies.Thresholds.ReportOrigin;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {

    private static final Thresholds INITIAL = Thresholds.initial(ReportOrigin.WRITTEN);

    @Test
    void an_override_replaces_its_threshold_and_no_other() {
        Thresholds thresholds = INITIAL.with(Map.of("token-count", 7.0));
        Map<String, Double> expected = new HashMap<>(INITIAL.asMap());
        expected.put("token-count", 7.0);
        assertThat(thresholds.asMap()).isEqualTo(expected);
    }

    @Test
    void repeated_real_reports_pass_unless_asked_otherwise() {
        Thresholds real = Thresholds.initial(ReportOrigin.REAL);
        assertThat(real.of(Policies.NEAR_DUPLICATE_TEXT)).isZero();
        assertThat(real.with(Map.of("near-duplicate-text", 4.0)).of(Policies.NEAR_DUPLICATE_TEXT))
                .isEqualTo(4);
    }

    @Test
    void every_violation_is_told_at_once() {
        Map<String, Double> wrong = new HashMap<>();
        wrong.put("blurriness", 1.0);
        wrong.put("image-constant", 1.5);
        wrong.put("image-contrast", null);
        InvalidThresholds invalid = catchThrowableOfType(InvalidThresholds.class, () -> INITIAL.with(wrong));
        assertThat(invalid.violations())
                .extracting(InvalidThresholds.Violation::filter)
                .containsExactly("blurriness", "image-constant", "image-contrast");
        assertThat(invalid)
                .hasMessageContaining("blurriness is no policy; expected one of token-count")
                .hasMessageContaining("image-constant must be a number from 0.0 to 1.0, found 1.5")
                .hasMessageContaining("found null");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1})
    void a_threshold_is_a_number_within_its_limits(double value) {
        assertThat(catchThrowableOfType(InvalidThresholds.class, () -> INITIAL.with(Map.of("image-blur", value))))
                .isNotNull();
    }

    @Test
    void no_request_can_let_an_undecodable_image_pass() {
        assertThat(catchThrowableOfType(InvalidThresholds.class, () -> INITIAL.with(Map.of("image-decodable", 0))))
                .isNotNull();
    }
}
