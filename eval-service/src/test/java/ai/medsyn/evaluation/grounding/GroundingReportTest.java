package ai.medsyn.evaluation.grounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.Measured;
import ai.medsyn.evaluation.encoders.LocalEncoder.Cells;
import ai.medsyn.evaluation.encoders.Placement;
import ai.medsyn.imaging.GrayImage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroundingReportTest {

    private static final ClassificationReport.Settings SETTINGS = new ClassificationReport.Settings(0.95, 200, 1);
    private static final GroundedPhrases NONE = new GroundedPhrases(List.of());
    private static final int SIDE = 8;

    /** One of 64 cells is the region; the map is largest there, or anywhere. */
    private static GroundedPhrases phrases(String label, int count, boolean knowing, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Raster raster = Raster.of(new GrayImage(SIDE, SIDE, new byte[SIDE * SIDE]));
        Cells cells = new Cells(SIDE, SIDE, new float[SIDE * SIDE][1], new Placement(1.0 / SIDE, 0, 1.0 / SIDE, 0));
        List<GroundedPhrases.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int place = random.nextInt(SIDE * SIDE);
            double[] map = random.doubles(SIDE * SIDE).map(value -> value / 2).toArray();
            map[knowing ? place : random.nextInt(SIDE * SIDE)] = 1;
            BitSet truth = new BitSet();
            truth.set(place);
            pairs.add(new GroundedPhrases.Pair(
                    i,
                    "patient " + i / 2,
                    i % 2 == 0 ? "PA" : "AP",
                    label,
                    Fit.of(HeatMap.of(map, cells, raster), truth)));
        }
        return new GroundedPhrases(pairs);
    }

    private static GroundedPhrases both(GroundedPhrases one, GroundedPhrases other) {
        List<GroundedPhrases.Pair> pairs = new ArrayList<>(one.pairs());
        pairs.addAll(other.pairs());
        return new GroundedPhrases(pairs);
    }

    private static Optional<Measured> find(
            ClassificationReport.Result result, String subset, String label, String metric) {
        return result.measured().stream()
                .filter(each -> each.subset().equals(subset)
                        && each.label().equals(label)
                        && each.metric().equals(metric))
                .findFirst();
    }

    @Test
    void a_model_that_knows_the_place_is_told_from_one_that_does_not() {
        GroundedPhrases test = both(phrases("Mass", 40, true, 1), phrases("Nodule", 40, false, 2));
        GroundedPhrases validation = both(phrases("Mass", 10, true, 3), phrases("Nodule", 10, false, 4));
        ClassificationReport.Result result =
                GroundingReport.of(List.of("Mass", "Nodule", "Edema"), test, validation, SETTINGS);
        assertThat(find(result, "all", "Mass", "pointing-game").orElseThrow().value())
                .isEqualTo(1);
        assertThat(find(result, "all", "Mass", "dice").orElseThrow().value()).isEqualTo(1);
        assertThat(find(result, "all", "Mass", "threshold").orElseThrow().value())
                .isBetween(0.5, 1.0);
        Measured knowing = find(result, "all", "Mass", ClassificationReport.POINTING_OVER_CHANCE)
                .orElseThrow();
        assertThat(knowing.low()).isGreaterThan(0.9);
        Measured blind = find(result, "all", "Nodule", ClassificationReport.POINTING_OVER_CHANCE)
                .orElseThrow();
        assertThat(blind.low()).isLessThanOrEqualTo(0);
        assertThat(find(result, "all", "macro", "dice").orElseThrow().value())
                .isEqualTo(
                        (1 + find(result, "all", "Nodule", "dice").orElseThrow().value()) / 2, within(1e-12));
        assertThat(find(result, "view AP", "Mass", "iou").orElseThrow().cases()).isEqualTo(20);
        assertThat(result.undefined())
                .contains(new ClassificationReport.Undefined(
                        "all", "Edema", "dice", "no film whose region of it is known"));
    }

    @Test
    void without_validation_films_there_is_no_threshold_but_an_upper_bound_under_its_name() {
        ClassificationReport.Result result =
                GroundingReport.of(List.of("Mass"), phrases("Mass", 10, true, 1), NONE, SETTINGS);
        assertThat(find(result, "all", "Mass", "dice")).isEmpty();
        assertThat(find(result, "all", "Mass", "max-dice-on-test").orElseThrow().value())
                .isEqualTo(1);
        assertThat(result.undefined().toString()).contains("no validation film with a region");
    }

    @Test
    void a_finding_without_validation_films_takes_the_threshold_of_all() {
        GroundedPhrases validation = phrases("Mass", 10, true, 3);
        ClassificationReport.Result result =
                GroundingReport.of(List.of("Nodule"), phrases("Nodule", 10, true, 1), validation, SETTINGS);
        assertThat(find(result, "all", "Nodule", "threshold").orElseThrow().value())
                .isEqualTo(Fit.threshold(validation.bestThreshold()));
    }

    @Test
    void one_patient_gives_a_number_without_an_interval_and_a_reason() {
        ClassificationReport.Result result =
                GroundingReport.of(List.of("Mass"), phrases("Mass", 2, true, 1), phrases("Mass", 4, true, 9), SETTINGS);
        assertThat(find(result, "all", "Mass", "dice").orElseThrow().low()).isNull();
        assertThat(result.undefined())
                .filteredOn(each -> each.metric().equals("intervals"))
                .extracting(each -> each.subset() + " " + each.label())
                .containsExactly(
                        "all Mass", "all macro", "view AP Mass", "view AP macro", "view PA Mass", "view PA macro");
    }

    @Test
    void the_sweep_begins_with_the_whole_film_and_lists_every_threshold() {
        GroundedPhrases test = phrases("Mass", 4, true, 1);
        Sweep sweep = new Sweep(test, phrases("Mass", 4, true, 2));
        assertThat(sweep.csv())
                .startsWith("side,label,pairs,threshold,iou,dice,precision,recall\ntest,Mass,4,0.00,0.015625,")
                .contains("validation,all,4,1.00,1.000000,1.000000,1.000000,1.000000");
        assertThat(sweep.csv().lines()).hasSize(1 + 4 * 101);
        assertThat(sweep.svg()).contains("Dice, validation (4)", "best on validation");
    }
}
