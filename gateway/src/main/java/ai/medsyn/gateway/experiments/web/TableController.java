package ai.medsyn.gateway.experiments.web;

import ai.medsyn.gateway.experiments.Experiment;
import ai.medsyn.gateway.experiments.ExperimentTables;
import ai.medsyn.gateway.experiments.table.BarPlot;
import ai.medsyn.gateway.experiments.table.Column;
import ai.medsyn.gateway.experiments.table.CsvTable;
import ai.medsyn.gateway.experiments.table.HtmlPage;
import ai.medsyn.gateway.experiments.table.LatexTable;
import ai.medsyn.gateway.experiments.table.MarkdownTable;
import ai.medsyn.gateway.experiments.table.ResultTable;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The table of an experiment in the layouts that people and programs read; it can be asked for while the experiment runs. */
@RestController
@RequestMapping("/v1/experiments/{id}")
@Tag(name = "experiments", description = "Grids of trainings and evaluations whose result is a table.")
class TableController {

    private final ExperimentViews views;
    private final ExperimentTables tables;

    TableController(ExperimentViews views, ExperimentTables tables) {
        this.views = views;
        this.tables = tables;
    }

    @GetMapping("/table")
    @Operation(
            summary = "The table as JSON",
            description =
                    "Means over seeds with intervals, tests against the baseline, chance, errors, and the training, checkpoint and evaluation behind every number.")
    TableResource json(@PathVariable UUID id, Caller caller) {
        return TableResource.of(table(id, caller));
    }

    @GetMapping("/table.md")
    @Operation(summary = "The table as Markdown")
    ResponseEntity<String> markdown(@PathVariable UUID id, Caller caller) {
        return text("text/markdown;charset=UTF-8", id, caller, MarkdownTable::render);
    }

    @GetMapping("/table.csv")
    @Operation(summary = "The table as CSV, one line a cell")
    ResponseEntity<String> csv(@PathVariable UUID id, Caller caller) {
        return text("text/csv;charset=UTF-8", id, caller, CsvTable::render);
    }

    @GetMapping("/table.tex")
    @Operation(summary = "The table as LaTeX with booktabs, in the layout of papers")
    ResponseEntity<String> latex(@PathVariable UUID id, Caller caller) {
        return text("application/x-tex;charset=UTF-8", id, caller, LatexTable::render);
    }

    @GetMapping("/table.html")
    @Operation(summary = "The table and its plots as a page")
    ResponseEntity<String> page(@PathVariable UUID id, Caller caller) {
        Experiment experiment = views.require(id, caller.team());
        ExperimentResource seen = views.summaries(List.of(experiment)).get(0);
        String status = seen.state() + ", " + (seen.runs().done() + seen.runs().failed()) + " of "
                + seen.runs().total() + " runs ended, " + seen.runs().reused() + " of them made before; experiment "
                + id;
        return text("text/html;charset=UTF-8", id, caller, table -> HtmlPage.render(table, status));
    }

    @GetMapping("/plot.svg")
    @Operation(summary = "Bars with intervals of one task and metric as an SVG image")
    ResponseEntity<String> plot(
            @PathVariable UUID id,
            @Parameter(description = "A task of the experiment. Default the first one.")
                    @RequestParam(required = false)
                    @Nullable
                    String task,
            @Parameter(description = "A metric of the task. Default its first one.")
                    @RequestParam(required = false)
                    @Nullable
                    String metric,
            Caller caller) {
        return text("image/svg+xml", id, caller, table -> {
            Column column = table.columns().stream()
                    .filter(each -> task == null || each.task().equals(task))
                    .filter(each -> metric == null || each.metric().equals(metric))
                    .findFirst()
                    .orElseThrow(() -> RequestRefused.invalid(List.of(new Violation(
                            task == null ? "metric" : "task",
                            "must be a task and a metric of the experiment: "
                                    + table.columns().stream()
                                            .map(each -> each.task() + ", " + each.metric())
                                            .distinct()
                                            .collect(Collectors.joining("; ")),
                            task == null ? metric : task))));
            return BarPlot.svg(table, column.task(), column.metric());
        });
    }

    private ResultTable table(UUID id, Caller caller) {
        return tables.table(views.require(id, caller.team()));
    }

    private ResponseEntity<String> text(String type, UUID id, Caller caller, Function<ResultTable, String> layout) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(type)).body(layout.apply(table(id, caller)));
    }
}
