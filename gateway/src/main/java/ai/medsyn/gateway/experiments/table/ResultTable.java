package ai.medsyn.gateway.experiments.table;

import java.util.List;
import java.util.Objects;

/**
 * The table of an experiment.
 *
 * @param baseline the arm that others are compared with
 * @param level of intervals and tests, for example 0.95
 * @param cells one a row and column, by row
 * @param published numbers of papers for the same columns, apart from the measured ones
 */
public record ResultTable(
        String name,
        String baseline,
        double level,
        List<Row> rows,
        List<Column> columns,
        List<List<Cell>> cells,
        List<Published.Beside> published) {

    public ResultTable {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        cells = cells.stream().map(List::copyOf).toList();
        published = List.copyOf(published);
    }

    /** The same with numbers of papers. */
    public ResultTable beside(List<Published.Beside> papers) {
        return new ResultTable(name, baseline, level, rows, columns, cells, papers);
    }

    public Cell cell(int row, int column) {
        return cells.get(row).get(column);
    }

    /** Whether a cell has the largest mean of its column. */
    boolean best(int row, int column) {
        Summary own = cell(row, column).summary();
        return own != null
                && cells.stream()
                        .map(line -> line.get(column).summary())
                        .filter(Objects::nonNull)
                        .allMatch(other -> other.mean() <= own.mean());
    }

    List<Cell> all() {
        return cells.stream().flatMap(List::stream).toList();
    }

    /** The tests that were made, each once, in the order of their declaration. */
    List<Comparison.Test> tests() {
        return all().stream()
                .map(Cell::comparison)
                .filter(Objects::nonNull)
                .map(Comparison::test)
                .distinct()
                .sorted()
                .toList();
    }
}
