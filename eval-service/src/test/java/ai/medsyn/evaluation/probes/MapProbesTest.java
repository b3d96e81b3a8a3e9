package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.classification.ClassificationReport.Settings;
import ai.medsyn.evaluation.comparison.Comparisons;
import ai.medsyn.evaluation.comparison.Difference;
import ai.medsyn.evaluation.runs.EvaluationOrders;
import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.evaluation.runs.EvaluationSpec.Subject;
import ai.medsyn.evaluation.runs.EvaluationSpec.Target;
import ai.medsyn.evaluation.runs.HeadTraining;
import ai.medsyn.evaluation.runs.HeadTraining.Overrides;
import ai.medsyn.imaging.ImageDecoder;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.vision.tensor.LibTorch;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** U-Nets and YOLOv3 heads on a frozen ResNet, from order to report. */
class MapProbesTest extends ProbeBench {

    private static final Settings SETTINGS = new Settings(0.95, 200, 0);
    private static final Overrides OUTLINES = new Overrides(4, null, 6, 3e-3, null, SIDE);
    /** A YOLOv3 head has some twenty million weights however small the films are: a step takes a while. */
    private static final Overrides FEW_STEPS = new Overrides(1, 0, 12, 1e-3, null, SIDE);

    private static final Overrides BOXES = new Overrides(40, 0, 6, 1e-3, null, SIDE);

    @Autowired
    Comparisons comparisons;

    private static EvaluationSpec spec(String task, UUID dataset, @Nullable Target target, HeadTraining training) {
        return new EvaluationSpec(task, new Subject("resnet", null), dataset, null, target, training, null);
    }

    private static HeadTraining training(@Nullable String preset, Overrides overrides, Long... seeds) {
        return new HeadTraining(null, List.of(seeds), preset, null, null, overrides, null);
    }

    @Test
    void outlines_are_learnt_and_repeat_to_the_last_digit() throws IOException {
        UUID dataset = films(new Films("outlines", 60, true));
        EvaluationSpec spec = spec("segmentation", dataset, null, training(null, OUTLINES, 1L));
        JsonNode first = evaluated(spec);
        // Everything outlined would have 2 * 196 / (196 + 1024) = 0.32.
        assertThat(value(first, "all", "any", "dice-where-present"))
                .isGreaterThan(0.6)
                .isGreaterThan(value(first, "all", "any", "dice-of-the-mean-outline"));
        assertThat(value(first, "all", "any", "iou-where-present"))
                .isLessThan(value(first, "all", "any", "dice-where-present"));
        int threads = LibTorch.threads();
        LibTorch.configure(threads == 1 ? 2 : 1);
        try {
            assertThat(metrics(evaluated(spec)))
                    .as("whatever threads others use")
                    .isEqualTo(metrics(first));
        } finally {
            LibTorch.configure(threads);
        }
        try (InputStream png =
                store.open(new ObjectName(first.get("files").get("overlays.png").asString()))) {
            assertThat(ImageDecoder.decode(png.readAllBytes(), 10_000_000)
                            .gray()
                            .width())
                    .isEqualTo(4 * 196 + 4);
        }
        assertThat(first.get("films").toString()).contains("\"training\":36");
        Overrides hardly = new Overrides(1, null, 6, 1e-6, null, SIDE);
        JsonNode poor = evaluated(spec("segmentation", dataset, null, training(null, hardly, 1L, 2L)));
        Comparisons.Comparison compared = compared(first, poor);
        assertThat(compared.films()).isEqualTo(12);
        Difference dice = difference(compared, "any", "dice-where-present");
        assertThat(dice.first()).isCloseTo(value(first, "all", "any", "dice-where-present"), within(1e-9));
        assertThat(dice.second())
                .as("the mean over both seeds")
                .isCloseTo(value(poor, "all", "any", "dice-where-present"), within(1e-9));
        assertThat(dice.low()).isPositive();
        assertThat(dice.pValue()).isLessThan(0.05);
        assertThat(comparisons.ofSeeds(
                        List.of(evaluation(first), evaluation(poor)), List.of(evaluation(poor)), TEAM, SETTINGS))
                .as("as experiments ask: an evaluation a seed, the mean over findings")
                .filteredOn(
                        each -> each.label().equals("macro") && each.metric().equals("dice-where-present"))
                .singleElement()
                .satisfies(each -> assertThat(each.difference()).isCloseTo(dice.difference() / 2, within(1e-9)));
    }

    private Comparisons.Comparison compared(JsonNode first, JsonNode second) {
        return comparisons.of(evaluation(first), evaluation(second), TEAM, SETTINGS);
    }

    private static Difference difference(Comparisons.Comparison compared, String label, String metric) {
        return compared.differences().stream()
                .filter(each -> each.label().equals(label) && each.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_faithful_preset_skips_empty_films_and_averages_over_batches() throws IOException {
        UUID dataset = films(new Films("faithful-outlines", 60, true));
        Target left = new Target(List.of("Left"));
        JsonNode faithful = evaluated(spec("segmentation", dataset, left, training("mgca/faithful", OUTLINES, 1L)));
        JsonNode corrected = evaluated(spec("segmentation", dataset, left, training(null, OUTLINES, 1L)));
        assertThat(file(faithful, "heads.csv"))
                .as("12 films with it, as many without")
                .contains("1,24,");
        assertThat(file(corrected, "heads.csv")).contains("1,36,");
        assertThat(value(faithful, "all", "Left", "dice-mean-of-batches")).isBetween(0.0, 1.0);
        assertThat(metrics(corrected)).extracting(each -> each.name()).doesNotContain("dice-mean-of-batches");
    }

    @Test
    void boxes_are_looked_for_by_one_head_a_seed() throws IOException {
        UUID dataset = films(new Films("few-boxes", 30, true));
        JsonNode result = evaluated(spec("detection", dataset, null, training(null, FEW_STEPS, 1L, 2L)));
        assertThat(value(result, "all", "any", "map-sd")).isBetween(0.0, 0.5);
        assertThat(value(result, "seed 2", "any", "recall-50")).isBetween(0.0, 1.0);
        assertThat(result.get("files").has("overlays.png")).isTrue();
        assertThat(file(result, "heads.csv")).contains("1,18,1,1,", "2,18,1,1,");
        JsonNode second = evaluated(spec("detection", dataset, null, training(null, FEW_STEPS, 2L)));
        Comparisons.Comparison compared = compared(result, second);
        for (String metric : List.of("map", "ap-50", "recall-50")) {
            Difference difference = difference(compared, "any", metric);
            assertThat(difference.first()).isCloseTo(value(result, "all", "any", metric), within(1e-9));
            assertThat(difference.second()).isCloseTo(value(second, "all", "any", metric), within(1e-9));
        }
        assertThat(comparisons.ofSeeds(
                        List.of(evaluation(second), evaluation(second)), List.of(evaluation(second)), TEAM, SETTINGS))
                .as("a model and itself")
                .allSatisfy(each -> assertThat(each.difference()).isCloseTo(0, within(1e-12)))
                .extracting(Difference::label)
                .contains("any", "macro");
    }

    @Test
    @Tag("long")
    void boxes_are_learnt() throws IOException {
        UUID dataset = films(new Films("boxes", 60, true));
        JsonNode result = evaluated(spec("detection", dataset, null, training(null, BOXES, 1L)));
        assertThat(value(result, "all", "any", "ap-50")).isGreaterThan(0.3);
        assertThat(value(result, "all", "any", "map-of-other-films"))
                .isLessThan(value(result, "all", "any", "map") / 2);
    }

    @Test
    void names_that_no_mask_has_and_encoders_without_maps_are_told() throws IOException {
        UUID dataset = films(new Films("nothing", 30, true));
        Target kidney = new Target(List.of("kidney"));
        Job job = finished(EvaluationOrders.KIND, spec("segmentation", dataset, kidney, training(null, OUTLINES, 1L)));
        assertThat(job.error().code()).isEqualTo("no-regions");
        assertThat(job.error().message()).contains("'kidney'", "are named [", "target.structures");
        Overrides odd = new Overrides(null, null, null, null, null, 50);
        EvaluationSpec wrong = new EvaluationSpec(
                "detection", new Subject("halves", null), dataset, null, null, training(null, odd, 1L), null);
        assertThatThrownBy(() -> orders.check(wrong, TEAM))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().details().toString())
                                .contains("model.id", "SAFETENSORS", "training.overrides.imageSize", "multiple of 32"));
    }
}
