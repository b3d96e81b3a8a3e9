package ai.medsyn.gateway.datasets.web;

import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.platform.lineage.SampleOrigins;
import ai.medsyn.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "lineage", description = "What was made from what, in both directions.")
class LineageController {

    private final LineageGraph graph;
    private final SampleOrigins origins;
    private final Datasets datasets;

    LineageController(LineageGraph graph, SampleOrigins origins, Datasets datasets) {
        this.graph = graph;
        this.origins = origins;
        this.datasets = datasets;
    }

    record Answer(LineageNode start, LineageGraph.Direction direction, List<LineageGraph.Reached> reached) {}

    @GetMapping("/v1/lineage")
    @Operation(
            summary = "Everything behind a node, or everything that it reached",
            description =
                    "Upstream: models, report sets, corpora and jobs behind it. Downstream: what was made from it.")
    Answer lineage(
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {
                                                "job",
                                                "model",
                                                "corpus",
                                                "dataset",
                                                "report-set",
                                                "entity-bank",
                                                "export",
                                                "checkpoint",
                                                "evaluation",
                                                "experiment"
                                            }))
                    @RequestParam
                    LineageKind kind,
            @RequestParam String id,
            @RequestParam(defaultValue = "UPSTREAM") LineageGraph.Direction direction,
            Caller caller) {
        LineageNode start = new LineageNode(kind.word(), id);
        return new Answer(start, direction, graph.walk(start, direction, caller.team()));
    }

    @GetMapping("/v1/datasets/{id}/samples/{ordinal}/lineage")
    @Operation(
            summary = "Both directions for one sample",
            description =
                    "Upstream: report, seeds, models, verdicts, jobs. Downstream: every dataset version that holds it.")
    SampleOrigins.Lineage sample(@PathVariable UUID id, @PathVariable int ordinal, Caller caller) {
        return origins.of(datasets.require(new DatasetId(id), caller.team()), ordinal);
    }
}
