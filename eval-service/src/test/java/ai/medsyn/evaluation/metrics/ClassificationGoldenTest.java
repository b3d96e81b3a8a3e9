package ai.medsyn.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.onnx.testing.GoldenCase;
import ai.medsyn.onnx.testing.GoldenCases;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

@Tag("golden")
class ClassificationGoldenTest {

    private static final Offset<Double> EXACT = within(1e-9);

    @TestFactory
    Stream<DynamicTest> agrees_with_scikit_learn() {
        return GoldenCases.tests("metrics", "classification", each -> {
            JsonNode expected = each.json().path("expected");
            if (expected.has("per_class")) {
                severalLabels(each, expected);
            } else {
                oneLabel(ScoredLabelsTest.cases(each.longs("labels"), each.doubles("scores")), expected);
            }
        });
    }

    private static void oneLabel(ScoredLabels cases, JsonNode expected) {
        assertThat(Classification.rocAuc(cases))
                .isCloseTo(expected.path("roc_auc").asDouble(), EXACT);
        assertThat(Classification.averagePrecision(cases))
                .isCloseTo(expected.path("average_precision").asDouble(), EXACT);
        Operation best = Classification.maxF1(cases);
        assertThat(best.f1()).isCloseTo(expected.path("max_f1").asDouble(), EXACT);
        assertThat(best.threshold()).isCloseTo(expected.path("max_f1_threshold").asDouble(), EXACT);
        assertThat(best.accuracy())
                .isCloseTo(expected.path("accuracy_at_max_f1").asDouble(), EXACT);
        Operation half = Operation.at(0.5, cases);
        Map<String, Double> ours = Map.of(
                "accuracy", half.accuracy(),
                "f1", half.f1(),
                "mcc", half.mcc(),
                "kappa", half.kappa(),
                "precision", half.precision(),
                "recall", half.recall());
        expected.path("at_0.5")
                .properties()
                .forEach(each -> assertThat(ours.get(each.getKey()))
                        .as(each.getKey())
                        .isCloseTo(each.getValue().asDouble(), EXACT));
    }

    private static void severalLabels(GoldenCase golden, JsonNode expected) {
        long[] labels = golden.longs("labels"); // [cases, classes]
        double[] scores = golden.doubles("scores");
        int classes = expected.path("per_class").size();
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            long[] column = new long[labels.length / classes];
            double[] columnScores = new double[column.length];
            for (int i = 0; i < column.length; i++) {
                column[i] = labels[i * classes + c];
                columnScores[i] = scores[i * classes + c];
            }
            double auc = Classification.rocAuc(ScoredLabelsTest.cases(column, columnScores));
            assertThat(auc).isCloseTo(expected.path("per_class").path(c).asDouble(), EXACT);
            sum += auc;
        }
        assertThat(sum / classes).isCloseTo(expected.path("macro_roc_auc").asDouble(), EXACT);
        assertThat(Classification.rocAuc(ScoredLabelsTest.cases(labels, scores)))
                .isCloseTo(expected.path("micro_roc_auc").asDouble(), EXACT);
    }
}
