package ai.medsyn.gateway.experiments.table;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.TDistribution;
import org.jspecify.annotations.Nullable;

/** Intervals and paired tests of a handful of seeds by Student's t distribution. */
final class StudentT {

    private StudentT() {}

    /** @param deviation of the values, not of their mean */
    record Interval(double mean, double deviation, double low, double high) {}

    /** mean +- t(n - 1) s / sqrt(n), for two values or more. */
    static Interval interval(double[] values, double level) {
        int n = values.length;
        double mean = mean(values);
        double deviation = deviation(values, mean);
        double quantile = new TDistribution(n - 1).inverseCumulativeProbability((1 + level) / 2);
        double half = quantile * deviation / Math.sqrt(n);
        return new Interval(mean, deviation, mean - half, mean + half);
    }

    /**
     * Two-sided p-value of the paired test that the mean of the differences is zero: t = d / (s / sqrt(n)) with n - 1 degrees of freedom.
     *
     * @return null where the test has no value: fewer than two pairs, or differences that do not vary
     */
    static @Nullable Double pairedTest(double[] differences) {
        int n = differences.length;
        if (n < 2) {
            return null;
        }
        double mean = mean(differences);
        double deviation = deviation(differences, mean);
        if (!(deviation > 0)) {
            return null;
        }
        double t = mean / (deviation / Math.sqrt(n));
        return 2 * new TDistribution(n - 1).cumulativeProbability(-Math.abs(t));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values, double mean) {
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }
}
