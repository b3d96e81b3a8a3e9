package ai.medsyn.gateway.experiments.table;

import java.util.ArrayList;
import java.util.List;

/** The words of a cell that all layouts share. */
final class CellText {

    private CellText() {}

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
        return summary == null || summary.low() == null || summary.high() == null
                ? ""
                : metric.print(summary.low()) + between + metric.print(summary.high());
    }

    /** What the marks in a table mean, one sentence each; only of those that occur. */
    static List<String> legend(ResultTable table, String significant, String chance, String failed) {
        List<String> notes = new ArrayList<>();
        String level = Column.share(table.level());
        if (table.all().stream().anyMatch(cell -> over(cell, Summary.Over.SEEDS))) {
            notes.add("Mean ± standard deviation over seeds; intervals (" + level
                    + ") are Student's t over seeds, or the evaluation's own over films where a cell has one seed.");
        } else if (table.all().stream().anyMatch(cell -> over(cell, Summary.Over.FILMS))) {
            notes.add("One seed; intervals (" + level + ") are the evaluations' own, over films.");
        }
        if (!table.tests().isEmpty()) {
            notes.add(significant + " differs from " + table.baseline() + " at "
                    + Column.share(1 - table.level()) + " after Holm's correction over "
                    + table.all().stream()
                            .filter(cell -> cell.comparison() != null)
                            .count()
                    + " tests ("
                    + String.join(
                            "; ",
                            table.tests().stream().map(Comparison.Test::title).toList())
                    + ").");
        }
        if (table.all().stream().anyMatch(Cell::chance)) {
            notes.add(chance + " not told from chance: the interval holds what a model that knows nothing would get.");
        }
        if (table.all().stream().anyMatch(cell -> cell.failed() > 0)) {
            notes.add(failed + " seeds that failed; the errors stand in the JSON table.");
        }
        return notes;
    }

    private static boolean over(Cell cell, Summary.Over over) {
        return cell.summary() != null && cell.summary().over() == over;
    }

    static boolean significant(ResultTable table, Cell cell) {
        return cell.comparison() != null && cell.comparison().significant(table.level());
    }
}
