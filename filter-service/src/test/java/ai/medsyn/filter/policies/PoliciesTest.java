package ai.medsyn.filter.policies;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.imaging.DecodedImage;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.imaging.ImageMeasures;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.EntitySet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PoliciesTest {

    private static final int SIDE = 64;
    private static final Entity EFFUSION = new Entity(EntityCategory.DISEASE, "pleural effusion");

    static List<Policy> policies() {
        return Policies.all();
    }

    @Test
    void the_initial_thresholds_are_the_documented_ones() {
        Map<String, String> initial = new TreeMap<>();
        for (Policy policy : Policies.all()) {
            Limit limit = policy.card().limit();
            initial.put(policy.filter(), limit.comparison().words() + " " + limit.initial());
        }
        assertThat(initial)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("token-count", "at least 3.0"),
                        Map.entry("entities-present", "at most 0.0"),
                        Map.entry("no-other-entities", "at most 0.0"),
                        Map.entry("near-duplicate-text", "at least 4.0"),
                        Map.entry("image-decodable", "at least 1.0"),
                        Map.entry("image-size", "at most 0.0"),
                        Map.entry("image-constant", "at most 0.5"),
                        Map.entry("image-contrast", "at least 40.0"),
                        Map.entry("image-colour", "at most 2.0"),
                        Map.entry("image-blur", "at least 10.0"),
                        Map.entry("near-duplicate-image", "at least 6.0")));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void a_value_at_the_threshold_passes_and_one_beyond_does_not(Policy policy) {
        double threshold = policy.card().limit().initial();
        boolean atLeast = policy.card().limit().comparison() == Comparison.AT_LEAST;
        double beyond = atLeast ? Math.nextDown(threshold) : Math.nextUp(threshold);
        double within = atLeast ? Math.nextUp(threshold) : Math.nextDown(threshold);
        assertThat(policy.judge(threshold, threshold).accepted()).isTrue();
        assertThat(policy.judge(within, threshold).accepted()).isTrue();
        assertThat(policy.judge(beyond, threshold).accepted()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void what_is_no_number_never_passes(Policy policy) {
        assertThat(policy.judge(Double.NaN, policy.card().limit().initial()).accepted())
                .isFalse();
    }

    @Test
    void a_reason_says_what_was_found_and_what_was_expected() {
        assertThat(policy("token-count").judge(2, 3).reason())
                .isEqualTo("the prompt is too short: 2 tokens, expected at least 3");
        assertThat(policy("image-constant").judge(0.987654, 0.5).reason())
                .isEqualTo("nearly all of the image is one gray level: 0.9877 of the pixels, expected at most 0.5");
        assertThat(Policies.IMAGE_DECODABLE.judge(0, 1).reason())
                .isEqualTo("there is no image: it cannot be decoded, or its generator gave none that is usable");
        assertThat(policy("token-count").judge(3, 3).reason()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, false", "3, true"})
    void three_tokens_are_enough(int tokens, boolean accepted) {
        assertThat(text("token-count", new TextEvidence(tokens, difference(List.of(), List.of()))))
                .isEqualTo(accepted);
    }

    @Test
    void a_missing_entity_and_an_extra_entity_fail_different_policies() {
        TextEvidence missing = new TextEvidence(5, difference(List.of(EFFUSION), List.of()));
        TextEvidence extra = new TextEvidence(5, difference(List.of(), List.of(EFFUSION)));
        assertThat(text("entities-present", missing)).isFalse();
        assertThat(text("entities-present", extra)).isTrue();
        assertThat(text("no-other-entities", extra)).isFalse();
        assertThat(text("no-other-entities", missing)).isTrue();
    }

    @Test
    void only_the_requested_size_passes() {
        ImageMeasures measures = gray((x, y) -> x).measures();
        assertThat(image("image-size", new ImageEvidence(measures, SIDE))).isTrue();
        assertThat(image("image-size", new ImageEvidence(measures, SIDE + 1))).isFalse();
    }

    @Test
    void a_black_frame_fails_for_being_constant_and_half_a_black_frame_does_not() {
        assertThat(image("image-constant", gray((x, y) -> 0))).isFalse();
        assertThat(image("image-constant", gray((x, y) -> y < SIDE / 2 ? 0 : 1 + x)))
                .isTrue();
    }

    @Test
    void forty_gray_levels_are_contrast_enough() {
        assertThat(image("image-contrast", gray((x, y) -> 100 + (x < SIDE / 2 ? 0 : 40))))
                .isTrue();
        assertThat(image("image-contrast", gray((x, y) -> 100 + (x < SIDE / 2 ? 0 : 39))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "2.0, true", "2.01, false"})
    void a_tint_fails(double channelSpread, boolean accepted) {
        GrayImage pixels = pixels((x, y) -> x);
        ImageMeasures measures = ImageMeasures.of(new DecodedImage(pixels, channelSpread, "png"));
        assertThat(image("image-colour", new ImageEvidence(measures, SIDE))).isEqualTo(accepted);
    }

    @Test
    void edges_pass_and_a_smooth_ramp_fails_for_blur() {
        assertThat(image("image-blur", gray((x, y) -> (x / 4 + y / 4) % 2 * 100)))
                .isTrue();
        assertThat(image("image-blur", gray((x, y) -> 2 * x + y))).isFalse();
    }

    private static Policy policy(String filter) {
        return Policies.find(filter).orElseThrow();
    }

    private static boolean text(String filter, TextEvidence evidence) {
        TextPolicy policy = (TextPolicy) policy(filter);
        return policy.judge(policy.measure(evidence), policy.card().limit().initial())
                .accepted();
    }

    private static boolean image(String filter, ImageEvidence evidence) {
        ImagePolicy policy = (ImagePolicy) policy(filter);
        return policy.judge(policy.measure(evidence), policy.card().limit().initial())
                .accepted();
    }

    private static EntitySet.Difference difference(List<Entity> missing, List<Entity> extra) {
        return new EntitySet.Difference(missing, extra);
    }

    private static GrayImage pixels(IntBinaryOperator level) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) level.applyAsInt(i % SIDE, i / SIDE);
        }
        return new GrayImage(SIDE, SIDE, pixels);
    }

    private static ImageEvidence gray(IntBinaryOperator level) {
        return new ImageEvidence(ImageMeasures.of(new DecodedImage(pixels(level), 0, "png")), SIDE);
    }
}
