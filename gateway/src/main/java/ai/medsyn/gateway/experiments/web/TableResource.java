package ai.medsyn.gateway.experiments.web;

import ai.medsyn.gateway.experiments.table.Cell;
import ai.medsyn.gateway.experiments.table.Column;
import ai.medsyn.gateway.experiments.table.Comparison;
import ai.medsyn.gateway.experiments.table.Published;
import ai.medsyn.gateway.experiments.table.ResultTable;
import ai.medsyn.gateway.experiments.table.Row;
import ai.medsyn.gateway.experiments.table.Section;
import ai.medsyn.gateway.experiments.table.SeedResult;
import ai.medsyn.gateway.experiments.table.Summary;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table as programs read it: measured cells, and apart from them what papers printed. */
@Schema(name = "ExperimentTable")
record TableResource(
        String name,
        String baseline,
        double level,

        @Schema(description = "Of patients, by every paired bootstrap.")
        int draws,

        List<Row> rows,

        @Schema(
                description =
                        "Columns that papers print as one table: those from the index from up to the index to, exclusively.")
        List<Section> sections,

        List<Column> columns,
        List<MeasuredCell> cells,

        @Schema(description = "Not measured here. One a paper, its values in the order of columns.")
        List<PublishedNumbers> published) {

    @Schema(name = "MeasuredCell")
    record MeasuredCell(
            Row row,
            Column column,
            @Nullable Summary summary,

            @Schema(description = "True if the interval holds what a model that knows nothing would get.")
            boolean chance,

            @Schema(description = "Null in the baseline's row, and where no test is possible.") @Nullable
            Comparison comparison,

            @Schema(description = "True if the corrected p-value is below 1 - level.")
            boolean significant,

            @Schema(
                    description =
                            "Why the comparison is not over the same films, if there is one at all. Null where it is, and in the baseline's row.")
            @Nullable
            String notCompared,

            List<SeedResult> seeds) {}

    @Schema(name = "PublishedNumbers")
    record PublishedNumbers(
            String id, String paper, String url, String table, String note, List<Published.Beside.Printed> rows) {}

    static TableResource of(ResultTable table) {
        List<MeasuredCell> cells = new ArrayList<>();
        for (int i = 0; i < table.rows().size(); i++) {
            for (int j = 0; j < table.columns().size(); j++) {
                Cell cell = table.cell(i, j);
                Comparison comparison = cell.comparison();
                cells.add(new MeasuredCell(
                        table.rows().get(i),
                        table.columns().get(j),
                        cell.summary(),
                        cell.chance(),
                        comparison,
                        comparison != null
                                && comparison.significant(table.testing().level()),
                        cell.notCompared(),
                        cell.seeds()));
            }
        }
        return new TableResource(
                table.name(),
                table.testing().baseline(),
                table.testing().level(),
                table.testing().draws(),
                table.rows(),
                table.sections(),
                table.columns(),
                cells,
                table.published().stream()
                        .map(beside -> new PublishedNumbers(
                                beside.from().id(),
                                beside.from().paper(),
                                beside.from().url(),
                                beside.from().table(),
                                beside.from().note(),
                                beside.rows()))
                        .toList());
    }
}
