package ai.medsyn.gateway.experiments.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The table of an experiment.
 *
 * @param sections of the columns, by the kind of task, one behind the other
 * @param cells one a row and column, by row
 * @param published numbers of papers for the same columns, apart from the measured ones
 */
public record ResultTable(
        String name,
        Testing testing,
        List<Row> rows,
        List<Section> sections,
        List<Column> columns,
        List<List<Cell>> cells,
        List<Published.Beside> published) {

    public ResultTable {
        rows = List.copyOf(rows);
        sections = List.copyOf(sections);
        columns = List.copyOf(columns);
        cells = cells.stream().map(List::copyOf).toList();
        published = List.copyOf(published);
    }

    /** The same with numbers of papers. */
    public ResultTable beside(List<Published.Beside> papers) {
        return new ResultTable(name, testing, rows, sections, columns, cells, papers);
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

    /** A cell with its place. */
    record Placed(Row row, Column column, Cell cell) {

        /** For example {@code ConVIRT (real), RSNA, auc, 10%}. */
        String place() {
            return row + ", " + column;
        }
    }

    /** By row. */
    List<Placed> all() {
        List<Placed> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                all.add(new Placed(rows.get(i), columns.get(j), cell(i, j)));
            }
        }
        return all;
    }

    /** What papers printed for the columns of a section, one a paper that has any. */
    List<Published.Beside> published(Section section) {
        return published.stream()
                .map(beside -> beside.within(section.from(), section.to()))
                .filter(beside -> !beside.rows().isEmpty())
                .toList();
    }

    /** How many tests of a kind were made; of all kinds for null. */
    long tests(Comparison.@Nullable Test kind) {
        return all().stream()
                .map(placed -> placed.cell().comparison())
                .filter(Objects::nonNull)
                .filter(comparison -> kind == null || comparison.test() == kind)
                .count();
    }
}
