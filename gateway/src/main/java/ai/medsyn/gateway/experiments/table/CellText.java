package ai.medsyn.gateway.experiments.table;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of a cell that all layouts share. */
final class CellText {

    private CellText() {}

    /**
     * How a layout writes what is to be noticed.
     *
     * @param byFilms a difference that a test over the same films found
     * @param bySeeds a difference that a test over seeds found
     */
    record Marks(String byFilms, String bySeeds, String chance, String failed) {}

    /** Mean, and deviation over seeds where there are several: {@code 71.2 ± 1.3}; empty where nothing was measured. */
    static String estimate(Cell cell, Metric metric, String plusMinus) {
        Summary summary = cell.summary();
        if (summary == null) {
            return "";
        }
        String mean = metric.print(summary.mean());
        return summary.deviation() == null ? mean : mean + plusMinus + metric.print(summary.deviation());
    }

    /** {@code 68.0 to 74.4}; empty where there is no interval. */
    static String interval(Cell cell, Metric metric, String between) {
        Summary summary = cell.summary();
        return summary == null ? "" : interval(summary.low(), summary.high(), metric, between);
    }

    private static String interval(@Nullable Double low, @Nullable Double high, Metric metric, String between) {
        return low == null || high == null ? "" : metric.print(low) + between + metric.print(high);
    }

    /** {@code +2.1 (-0.4 to 4.5)}: the difference and its interval. */
    static String difference(Comparison comparison, Metric metric) {
        String interval = interval(comparison.low(), comparison.high(), metric, " to ");
        return (comparison.difference() < 0 ? "" : "+")
                + metric.print(comparison.difference())
                + (interval.isEmpty() ? "" : " (" + interval + ")");
    }

    /** Three decimals, or that it is below what they show. */
    static String pValue(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }

    static boolean significant(ResultTable table, Cell cell) {
        return cell.comparison() != null
                && cell.comparison().significant(table.testing().level());
    }

    /** The marks behind a number. */
    static String marks(ResultTable table, Cell cell, Marks marks) {
        Comparison comparison = cell.comparison();
        String found = comparison == null || !significant(table, cell)
                ? ""
                : comparison.test().overFilms() ? marks.byFilms() : marks.bySeeds();
        return found + (cell.chance() ? marks.chance() : "");
    }
}
