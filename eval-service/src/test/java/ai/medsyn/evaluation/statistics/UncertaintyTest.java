package ai.medsyn.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.metrics.Classification;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.metrics.ScoredLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UncertaintyTest {

    /** Wins of each case counted pair by pair, as DeLong et al. define them. */
    private static double varianceByPairs(ScoredLabels cases) {
        List<Double> positive = new ArrayList<>();
        List<Double> negative = new ArrayList<>();
        for (int i = 0; i < cases.count(); i++) {
            double wins = 0;
            double others = 0;
            for (int j = 0; j < cases.count(); j++) {
                if (cases.positive()[i] != cases.positive()[j]) {
                    double order = Math.signum(cases.scores()[i] - cases.scores()[j]);
                    wins += cases.positive()[i] ? (order + 1) / 2 : (1 - order) / 2;
                    others++;
                }
            }
            (cases.positive()[i] ? positive : negative).add(wins / others);
        }
        return sampleVariance(positive) / positive.size() + sampleVariance(negative) / negative.size();
    }

    private static double sampleVariance(List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return values.stream()
                        .mapToDouble(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.size() - 1);
    }

    private static ScoredLabels cases(int count, double signal, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] positive = new boolean[count];
        double[] scores = new double[count];
        for (int i = 0; i < count; i++) {
            positive[i] = random.nextInt(3) == 0;
            scores[i] = Math.rint(4 * (random.nextDouble() + (positive[i] ? signal : 0))) / 4; // with ties
        }
        return new ScoredLabels(positive, scores);
    }

    @Test
    void the_delong_interval_has_the_variance_counted_pair_by_pair() {
        ScoredLabels cases = cases(90, 0.3, 1);
        Interval interval = DeLong.interval(cases, 0.95);
        double half = 1.959963984540054 * Math.sqrt(varianceByPairs(cases));
        assertThat(interval.value()).isEqualTo(Classification.rocAuc(cases));
        assertThat(interval.low()).isCloseTo(interval.value() - half, within(1e-12));
        assertThat(interval.high()).isCloseTo(interval.value() + half, within(1e-12));
    }

    @Test
    void a_model_compared_with_itself_is_no_different() {
        ScoredLabels cases = cases(90, 0.3, 1);
        DeLong.Comparison comparison = DeLong.compare(cases, cases, 0.95);
        assertThat(comparison.difference().value()).isZero();
        assertThat(comparison.pValue()).isEqualTo(1);
    }

    @Test
    void a_better_model_is_told_from_chance_by_both_tests() {
        ScoredLabels good = cases(400, 0.5, 2);
        SplittableRandom random = new SplittableRandom(3);
        double[] noise = random.doubles(400).toArray();
        ScoredLabels chance = new ScoredLabels(good.positive(), noise);
        assertThat(DeLong.compare(good, chance, 0.95).pValue()).isLessThan(1e-6);
        Bootstrap.Comparison comparison = Bootstrap.independent(400, 1000, 7)
                .compare(
                        indices -> Classification.rocAuc(good.at(indices)),
                        indices -> Classification.rocAuc(chance.at(indices)),
                        0.95);
        assertThat(comparison.difference().low()).isPositive();
        assertThat(comparison.pValue()).isCloseTo(2.0 / 1001, within(1e-12));
    }

    @Test
    void drawing_patients_widens_the_interval_where_films_of_a_patient_agree() {
        ScoredLabels base = cases(60, 0.3, 4);
        int films = 8;
        boolean[] positive = new boolean[60 * films];
        double[] scores = new double[60 * films];
        List<String> patients = new ArrayList<>();
        for (int i = 0; i < positive.length; i++) {
            positive[i] = base.positive()[i / films];
            scores[i] = base.scores()[i / films];
            patients.add("patient " + i / films);
        }
        ScoredLabels cases = new ScoredLabels(positive, scores);
        Bootstrap.Metric auc = indices -> Classification.rocAuc(cases.at(indices));
        Interval clustered =
                Bootstrap.clustered(patients, 500, 5).interval(auc, 0.95).interval();
        Interval independent =
                Bootstrap.independent(cases.count(), 500, 5).interval(auc, 0.95).interval();
        assertThat(clustered.high() - clustered.low()).isGreaterThan(2 * (independent.high() - independent.low()));
        assertThat(clustered.value()).isEqualTo(independent.value());
    }

    @Test
    void the_same_seed_gives_the_same_interval() {
        ScoredLabels cases = cases(50, 0.2, 6);
        Bootstrap.Metric auc = indices -> Classification.rocAuc(cases.at(indices));
        assertThat(Bootstrap.independent(50, 200, 9).interval(auc, 0.9))
                .isEqualTo(Bootstrap.independent(50, 200, 9).interval(auc, 0.9))
                .isNotEqualTo(Bootstrap.independent(50, 200, 10).interval(auc, 0.9));
    }

    @Test
    void draws_without_a_class_are_counted() {
        ScoredLabels cases = new ScoredLabels(new boolean[] {true, false, false, false}, new double[] {3, 1, 2, 0});
        Bootstrap.Outcome outcome =
                Bootstrap.independent(4, 1000, 11).interval(indices -> Classification.rocAuc(cases.at(indices)), 0.95);
        assertThat(outcome.undefined())
                .isBetween(200, 450); // (3/4)^4 of the draws lack the one positive, and a few a negative
        assertThatThrownBy(() -> Bootstrap.independent(1, 1000, 1)).isInstanceOf(MetricUndefined.class);
    }
}
