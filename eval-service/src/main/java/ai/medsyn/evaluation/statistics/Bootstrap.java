package ai.medsyn.evaluation.statistics;

import ai.medsyn.evaluation.metrics.MetricUndefined;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Percentile bootstrap that draws whole patients, since films of one patient are not independent. A draw on which the metric has no
 * value (one class only) is left out and counted.
 */
public final class Bootstrap {

    /** A number from the cases at some indices, which may repeat. @see MetricUndefined */
    @FunctionalInterface
    public interface Metric {
        double of(int[] indices);
    }

    /**
     * Result of a bootstrap.
     *
     * @param interval the estimate with its percentile interval
     * @param undefined draws on which the metric had no value
     */
    public record Outcome(Interval interval, int undefined) {}

    /**
     * Result of a paired comparison.
     *
     * @param difference first minus second, with its percentile interval
     * @param pValue two-sided: twice the smaller share of draws on one side of zero, at most 1
     * @param undefined draws on which a metric had no value
     */
    public record Comparison(Interval difference, double pValue, int undefined) {}

    private final List<int[]> clusters;
    private final int cases;
    private final int draws;
    private final long seed;

    private Bootstrap(List<int[]> clusters, int cases, int draws, long seed) {
        this.clusters = clusters;
        this.cases = cases;
        this.draws = draws;
        this.seed = seed;
    }

    /** @param patients whose film each case is @param draws 100 or more; 1,000 by custom */
    public static Bootstrap clustered(List<String> patients, int draws, long seed) {
        Map<String, List<Integer>> byPatient = new LinkedHashMap<>();
        for (int i = 0; i < patients.size(); i++) {
            byPatient
                    .computeIfAbsent(patients.get(i), patient -> new ArrayList<>())
                    .add(i);
        }
        List<int[]> clusters = byPatient.values().stream()
                .map(indices -> indices.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        return create(clusters, patients.size(), draws, seed);
    }

    /** Every case on its own: right only where patients have one film each. */
    public static Bootstrap independent(int cases, int draws, long seed) {
        List<int[]> clusters = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            clusters.add(new int[] {i});
        }
        return create(clusters, cases, draws, seed);
    }

    private static Bootstrap create(List<int[]> clusters, int cases, int draws, long seed) {
        if (clusters.size() < 2 || draws < 100) {
            throw new MetricUndefined(
                    "a bootstrap needs at least 2 patients and 100 draws, found " + clusters.size() + " and " + draws);
        }
        return new Bootstrap(clusters, cases, draws, seed);
    }

    /** The metric on all cases, with its interval at the level. @throws MetricUndefined if it has no value on all cases */
    public Outcome interval(Metric metric, double level) {
        double[] values = sorted(metric);
        return new Outcome(percentile(metric.of(everything()), values, level), draws - values.length);
    }

    /** Two metrics on the same draws: first minus second. */
    public Comparison compare(Metric first, Metric second, double level) {
        Metric difference = indices -> first.of(indices) - second.of(indices);
        double[] values = sorted(difference);
        Interval interval = percentile(difference.of(everything()), values, level);
        long below = Arrays.stream(values).filter(value -> value <= 0).count();
        long above = Arrays.stream(values).filter(value -> value >= 0).count();
        // One draw is added on either side: a p-value of a finite number of draws is never zero.
        double pValue = Math.min(1, 2.0 * (Math.min(below, above) + 1) / (values.length + 1));
        return new Comparison(interval, pValue, draws - values.length);
    }

    private double[] sorted(Metric metric) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] values = new double[draws];
        int defined = 0;
        for (int draw = 0; draw < draws; draw++) {
            int[] indices = draw(random);
            try {
                values[defined] = metric.of(indices);
                defined++;
            } catch (MetricUndefined e) {
                // This draw lacks a class; the caller hears how many did.
            }
        }
        double[] result = Arrays.copyOf(values, defined);
        Arrays.sort(result);
        return result;
    }

    private int[] draw(RandomGenerator random) {
        int[] indices = new int[cases];
        int count = 0;
        for (int i = 0; i < clusters.size(); i++) {
            int[] cluster = clusters.get(random.nextInt(clusters.size()));
            if (count + cluster.length > indices.length) {
                indices = Arrays.copyOf(indices, Math.max(2 * indices.length, count + cluster.length));
            }
            System.arraycopy(cluster, 0, indices, count, cluster.length);
            count += cluster.length;
        }
        return Arrays.copyOf(indices, count);
    }

    private int[] everything() {
        int[] indices = new int[cases];
        Arrays.setAll(indices, i -> i);
        return indices;
    }

    private static Interval percentile(double value, double[] sorted, double level) {
        if (sorted.length == 0) {
            throw new MetricUndefined(
                    "no draw had a value of the metric; there are too few cases of a class for an interval");
        }
        double tail = (1 - level) / 2;
        return new Interval(value, quantile(sorted, tail), quantile(sorted, 1 - tail), level);
    }

    /** Linear interpolation between order statistics, as numpy does by default. */
    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
