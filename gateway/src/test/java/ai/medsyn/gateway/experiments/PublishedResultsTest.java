package ai.medsyn.gateway.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.medsyn.gateway.experiments.ExperimentSpec.PublishedColumn;
import ai.medsyn.gateway.experiments.ExperimentSpec.Task;
import ai.medsyn.gateway.experiments.table.Column;
import ai.medsyn.gateway.experiments.table.Published;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PublishedResultsTest {

    private final PublishedResults published = new PublishedResults(JsonMapper.shared());

    @Test
    void every_row_has_a_number_or_a_gap_for_every_column_and_shares_lie_between_zero_and_one() {
        assertThat(published.library().version()).isPositive();
        assertThat(published.library().tables()).isNotEmpty().allSatisfy(table -> {
            assertThat(table.paper()).isNotBlank();
            assertThat(table.url()).startsWith("https://");
            assertThat(table.rows()).allSatisfy(row -> {
                assertThat(row.values()).hasSameSizeAs(table.columns());
                assertThat(row.values().stream().filter(Objects::nonNull))
                        .allSatisfy(value -> assertThat(value).isBetween(0.0, 1.0));
            });
        });
    }

    @Test
    void a_task_gets_the_numbers_of_its_column_at_equal_metric_and_fraction_only() {
        Task rsna = task("RSNA frozen", "2310.07027-classification", "RSNA");
        List<Published.Beside> beside = published.beside(
                List.of(rsna, task("unpublished", null, null)),
                List.of(
                        new Column("RSNA frozen", "auc", 0.01),
                        new Column("RSNA frozen", "auc", 0.05),
                        new Column("RSNA frozen", "f1", 0.01),
                        new Column("unpublished", "auc", 0.01)));
        assertThat(beside).singleElement().satisfies(paper -> {
            assertThat(paper.from().id()).isEqualTo("2310.07027-classification");
            Published.Beside.Printed synthetic = paper.rows().stream()
                    .filter(row -> row.row().method().equals("GLoRIA")
                            && row.row().arm().equals("synthetic, RoentGen"))
                    .findFirst()
                    .orElseThrow();
            assertThat(synthetic.values().get(0)).isCloseTo(0.875, within(1e-12));
            assertThat(synthetic.values().subList(1, 4)).containsOnlyNulls();
        });
    }

    private static Task task(
            String name,
            @org.jspecify.annotations.Nullable String table,
            @org.jspecify.annotations.Nullable String column) {
        return new Task(
                name,
                Map.of(),
                null,
                List.of(),
                List.of(0.01),
                table == null || column == null ? null : new PublishedColumn(table, column));
    }
}
