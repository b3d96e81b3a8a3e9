package ai.medsyn.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScoredLabelsTest {

    static ScoredLabels cases(long[] labels, double[] scores) {
        boolean[] positive = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            positive[i] = labels[i] != 0;
        }
        return new ScoredLabels(positive, scores);
    }

    @Test
    void scores_that_are_no_numbers_are_counted_and_refused() {
        assertThatThrownBy(() -> cases(new long[] {0, 1, 1}, new double[] {0.1, Double.NaN, Double.POSITIVE_INFINITY}))
                .isInstanceOf(MetricUndefined.class)
                .hasMessageContaining("2 of 3");
    }

    @Test
    void one_class_has_no_auc() {
        ScoredLabels cases = cases(new long[] {1, 1}, new double[] {0.1, 0.2});
        assertThatThrownBy(() -> Classification.rocAuc(cases))
                .isInstanceOf(MetricUndefined.class)
                .hasMessageContaining("2 positive and 0 negative");
    }

    @Test
    void equal_scores_are_chance() {
        ScoredLabels cases = cases(new long[] {1, 0, 0, 1, 0}, new double[] {3, 3, 3, 3, 3});
        assertThat(Classification.rocAuc(cases)).isEqualTo(0.5);
        assertThat(Classification.averagePrecision(cases)).isEqualTo(0.4);
    }
}
