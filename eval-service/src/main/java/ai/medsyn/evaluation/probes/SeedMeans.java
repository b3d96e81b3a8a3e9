package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.ClassificationReport.Undefined;
import ai.medsyn.evaluation.classification.Measured;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.evaluation.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of several heads, one a seed, as one report: the mean over seeds; as {@code metric-sd} the standard deviation, which says how much chance in
 * training matters; and under {@code seed N} the numbers of each head. An interval is about the films: the mean over seeds on other films like these.
 */
final class SeedMeans {

    /** Ending of the name of a standard deviation over seeds. */
    static final String DEVIATION = "-sd";

    private SeedMeans() {}

    /** Intervals of means over seeds. */
    interface Intervals {

        /** Null where a metric has none. @throws MetricUndefined if it has no value */
        @Nullable
        Interval of(String subset, String label, String metric);
    }

    private record Key(String subset, String label, String metric) {}

    /** @param heads what each seed's head gave on the same films, in the order of the seeds */
    static ClassificationReport.Result of(
            List<Long> seeds, List<ClassificationReport.Result> heads, Intervals intervals) {
        if (heads.size() == 1) {
            return heads.get(0);
        }
        Map<Key, List<Measured>> groups = new LinkedHashMap<>();
        heads.forEach(head -> head.measured()
                .forEach(each -> groups.computeIfAbsent(
                                new Key(each.subset(), each.label(), each.metric()), none -> new ArrayList<>())
                        .add(each)));
        List<Measured> measured = new ArrayList<>();
        List<Undefined> undefined = new ArrayList<>(heads.get(0).undefined());
        groups.forEach((key, values) -> {
            if (values.size() < heads.size()) {
                undefined.add(new Undefined(
                        key.subset(),
                        key.label(),
                        key.metric(),
                        "has a value for " + values.size() + " of " + heads.size() + " seeds"));
            } else {
                summarize(key, values, intervals, measured);
            }
        });
        for (int i = 0; i < heads.size(); i++) {
            String subset = "seed " + seeds.get(i);
            heads.get(i).measured().stream()
                    .filter(each -> each.subset().equals(ClassificationReport.ALL))
                    .map(each -> each.in(subset))
                    .forEach(measured::add);
        }
        return new ClassificationReport.Result(List.copyOf(measured), List.copyOf(undefined));
    }

    private static void summarize(Key key, List<Measured> values, Intervals intervals, List<Measured> measured) {
        double mean = values.stream().mapToDouble(Measured::value).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(each -> (each.value() - mean) * (each.value() - mean))
                .sum();
        Measured first = values.get(0);
        Measured.Where where = new Measured.Where(key.subset(), key.label(), first.cases(), first.positives());
        Interval interval = interval(key, intervals);
        measured.add(
                interval == null
                        ? Measured.of(where, key.metric(), mean)
                        : Measured.of(
                                where,
                                key.metric(),
                                new Interval(mean, interval.low(), interval.high(), interval.level())));
        measured.add(Measured.of(where, key.metric() + DEVIATION, Math.sqrt(squares / (values.size() - 1))));
    }

    private static @Nullable Interval interval(Key key, Intervals intervals) {
        try {
            return intervals.of(key.subset(), key.label(), key.metric());
        } catch (MetricUndefined tooFewFilms) {
            return null;
        }
    }
}
