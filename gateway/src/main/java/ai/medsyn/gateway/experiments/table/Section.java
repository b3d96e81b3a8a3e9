package ai.medsyn.gateway.experiments.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring columns that a paper prints as one table: tasks of one kind.
 *
 * @param title for example {@code Linear classification}
 * @param from its first column
 * @param to the column behind its last one
 */
public record Section(String title, int from, int to) {

    /** Neighbouring columns of one task, under one heading. */
    record Span(String title, int from, int to) {

        int columns() {
            return to - from;
        }
    }

    /** The upper line of headings: {@code RSNA (Dice)} over its fractions, {@code CheXpert} over its metrics. */
    List<Span> spans(List<Column> columns) {
        List<Span> spans = new ArrayList<>();
        int begin = from;
        for (int j = from + 1; j <= to; j++) {
            if (j == to || !columns.get(j).task().equals(columns.get(begin).task())) {
                Column first = columns.get(begin);
                String metric =
                        fractionsOnly(columns, begin, j) ? " (" + first.kind().title() + ")" : "";
                spans.add(new Span(first.task() + metric, begin, j));
                begin = j;
            }
        }
        return spans;
    }

    /** The lower line of headings: {@code 1%}, {@code F1}, or both where a task has several metrics at several fractions. */
    List<String> headings(List<Column> columns) {
        List<String> headings = new ArrayList<>();
        for (Span span : spans(columns)) {
            boolean bare = fractionsOnly(columns, span.from(), span.to());
            for (Column column : columns.subList(span.from(), span.to())) {
                headings.add(bare ? column.percent() : (column.kind().title() + " " + column.percent()).strip());
            }
        }
        return headings;
    }

    private static boolean fractionsOnly(List<Column> columns, int begin, int end) {
        return columns.subList(begin, end).stream()
                .allMatch(column -> column.fraction() != null
                        && column.metric().equals(columns.get(begin).metric()));
    }
}
