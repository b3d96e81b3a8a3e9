package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.ClassificationReport.Settings;
import ai.medsyn.evaluation.classification.ScoredFilms;
import ai.medsyn.evaluation.classification.TopOne;
import ai.medsyn.evaluation.metrics.Classification;
import ai.medsyn.evaluation.metrics.ScoredLabels;
import ai.medsyn.evaluation.statistics.Bootstrap;
import ai.medsyn.evaluation.statistics.Interval;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The numbers of linear classification: those of every multi-label score, and for exclusive classes the share of films whose class is named. */
final class LinearReport {

    private LinearReport() {}

    static ClassificationReport.Result of(
            ScoredFilms test, ScoredFilms validation, boolean exclusive, Settings settings) {
        ClassificationReport.Result report = ClassificationReport.of(test, validation, settings);
        if (!exclusive) {
            return report;
        }
        return TopOne.added(report, test, settings);
    }

    private static Interval interval(ScoredFilms films, Settings settings, Bootstrap.Metric metric) {
        List<String> patients =
                films.films().stream().map(ScoredFilms.Film::cluster).toList();
        return Bootstrap.clustered(patients, settings.draws(), settings.seed())
                .interval(metric, settings.level())
                .interval();
    }

    /** Intervals of means over seeds: all heads see the same draw of patients. */
    record Means(List<ScoredFilms> heads, boolean exclusive, Settings settings) implements SeedMeans.Intervals {

        @Override
        public @Nullable Interval of(String subset, String label, String metric) {
            if (!subset.equals(ClassificationReport.ALL)) {
                return null;
            }
            if (metric.equals(TopOne.METRIC)) {
                return pooled(TopOne::accuracy);
            }
            ToDoubleFunction<ScoredLabels> of = metric.equals(ClassificationReport.AUC)
                    ? Classification::rocAuc
                    : metric.equals(ClassificationReport.AVERAGE_PRECISION) ? Classification::averagePrecision : null;
            if (of == null) {
                return null;
            }
            int[] labels = label.equals(ClassificationReport.MACRO)
                    ? heads.get(0).measurable()
                    : new int[] {heads.get(0).labels().indexOf(label)};
            return pooled((films, indices) -> IntStream.of(labels)
                    .mapToDouble(k -> of.applyAsDouble(films.question(k, indices)))
                    .average()
                    .orElseThrow());
        }

        private interface OfHead {
            double of(ScoredFilms films, int[] indices);
        }

        private Interval pooled(OfHead metric) {
            return interval(
                    heads.get(0),
                    settings,
                    indices -> heads.stream()
                            .mapToDouble(films -> metric.of(films, indices))
                            .average()
                            .orElseThrow());
        }
    }
}
