package ai.medsyn.evaluation.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.ClassificationReport.Undefined;
import ai.medsyn.evaluation.classification.Measured;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedMeansTest {

    private static final Measured.Where EDEMA = new Measured.Where("all", "Edema", 100, 20);

    private static ClassificationReport.Result head(double auc) {
        return new ClassificationReport.Result(List.of(Measured.of(EDEMA, "auc", auc)), List.of());
    }

    private static Measured find(ClassificationReport.Result result, String subset, String metric) {
        return result.measured().stream()
                .filter(each -> each.subset().equals(subset) && each.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_mean_has_the_sample_deviation_beside_it_and_the_heads_below() {
        SeedMeans.Intervals intervals = (subset, label, metric) -> new Interval(0.7, 0.6, 0.8, 0.95);
        ClassificationReport.Result result =
                SeedMeans.of(List.of(1L, 2L, 3L), List.of(head(0.6), head(0.7), head(0.8)), intervals);
        assertThat(find(result, "all", "auc").value()).isEqualTo(0.7, within(1e-12));
        assertThat(find(result, "all", "auc").low()).isEqualTo(0.6);
        assertThat(find(result, "all", "auc-sd").value()).isEqualTo(0.1, within(1e-12));
        assertThat(find(result, "seed 3", "auc").value()).isEqualTo(0.8);
    }

    @Test
    void a_number_that_only_some_heads_have_is_no_mean() {
        ClassificationReport.Result without = new ClassificationReport.Result(
                List.of(), List.of(new Undefined("all", "Edema", "auc", "one class only")));
        ClassificationReport.Result result =
                SeedMeans.of(List.of(1L, 2L), List.of(head(0.6), without), (subset, label, metric) -> null);
        assertThat(result.measured()).extracting(Measured::subset).containsExactly("seed 1");
        assertThat(result.undefined()).extracting(Undefined::reason).containsExactly("has a value for 1 of 2 seeds");
    }

    @Test
    void a_mean_without_an_interval_stays_a_mean() {
        SeedMeans.Intervals none = (subset, label, metric) -> {
            throw new MetricUndefined("too few films");
        };
        ClassificationReport.Result result = SeedMeans.of(List.of(1L, 2L), List.of(head(0.6), head(0.8)), none);
        assertThat(find(result, "all", "auc").low()).isNull();
        assertThat(find(result, "all", "auc").value()).isEqualTo(0.7, within(1e-12));
    }

    @Test
    void one_seed_is_its_own_report() {
        ClassificationReport.Result head = head(0.6);
        assertThat(SeedMeans.of(List.of(1L), List.of(head), (subset, label, metric) -> null))
                .isSameAs(head);
    }
}
