package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.experiments.ExperimentSpec.PublishedColumn;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import ai.medsyn.gateway.experiments.table.Column;
import ai.medsyn.gateway.experiments.table.Published;
import ai.medsyn.gateway.experiments.table.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What papers printed, as a versioned resource; each table with its source. Shares are printed in percent there and kept from 0 to 1 here. */
@Component
public class PublishedResults {

    private final Library library;

    PublishedResults(JsonMapper json) {
        try (InputStream content =
                Objects.requireNonNull(PublishedResults.class.getResourceAsStream("published.json"))) {
            File file = json.readValue(content, File.class);
            library = new Library(
                    file.version(),
                    file.tables().stream().map(Printed::published).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param version grows with every change of a number */
    public record Library(int version, List<Published> tables) {}

    private record File(int version, List<Printed> tables) {}

    private record Printed(
            String id,
            String paper,
            String url,
            String table,
            String note,
            String unit,
            List<Published.Heading> columns,
            List<Published.Line> rows) {

        Published published() {
            int places = unit.equals("percent") ? 2 : 0;
            return new Published(
                    id,
                    paper,
                    url,
                    table,
                    note,
                    columns,
                    rows.stream()
                            .map(row -> new Published.Line(row.method(), row.arm(), moved(row.values(), places)))
                            .toList());
        }

        /** The decimal point moved to the left: what was printed as 86.4 is 0.864 and no digit more. */
        private static List<@Nullable Double> moved(List<@Nullable Double> values, int places) {
            List<@Nullable Double> moved = new ArrayList<>();
            values.forEach(value -> moved.add(
                    value == null
                            ? null
                            : BigDecimal.valueOf(value).movePointLeft(places).doubleValue()));
            return moved;
        }
    }

    public Library library() {
        return library;
    }

    Optional<Published> find(String id) {
        return library.tables().stream().filter(table -> table.id().equals(id)).findFirst();
    }

    /** The published numbers for the columns of a table, by paper; a paper without any is left out. */
    List<Published.Beside> beside(List<Task> tasks, List<Column> columns) {
        Map<String, PublishedColumn> wanted = tasks.stream()
                .filter(task -> task.published() != null)
                .collect(Collectors.toMap(Task::name, task -> Objects.requireNonNull(task.published())));
        return library.tables().stream()
                .map(table -> beside(table, wanted, columns))
                .filter(beside -> !beside.rows().isEmpty())
                .toList();
    }

    private static Published.Beside beside(Published table, Map<String, PublishedColumn> wanted, List<Column> columns) {
        List<Published.Beside.Printed> rows = new ArrayList<>();
        for (Published.Line line : table.rows()) {
            List<@Nullable Double> values = new ArrayList<>();
            columns.forEach(column -> values.add(value(table, line, wanted.get(column.task()), column)));
            if (values.stream().anyMatch(Objects::nonNull)) {
                rows.add(new Published.Beside.Printed(new Row(line.method(), line.arm()), values));
            }
        }
        return new Published.Beside(table, rows);
    }

    private static @Nullable Double value(
            Published table, Published.Line line, @Nullable PublishedColumn wanted, Column column) {
        if (wanted == null || !wanted.table().equals(table.id())) {
            return null;
        }
        for (int j = 0; j < table.columns().size(); j++) {
            Published.Heading heading = table.columns().get(j);
            if (heading.name().equals(wanted.column())
                    && heading.metric().equals(column.metric())
                    && Objects.equals(heading.fraction(), column.fraction())) {
                return line.values().get(j);
            }
        }
        return null;
    }
}
