package ai.medsyn.gateway.datasets.web;

import ai.medsyn.gateway.datasets.DatasetBalance;
import ai.medsyn.gateway.datasets.DatasetWriting;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/datasets/{id}")
@Tag(name = "datasets")
class DatasetReportsController {

    private final Datasets datasets;
    private final DatasetBalance balance;
    private final DatasetWriting writing;

    DatasetReportsController(Datasets datasets, DatasetBalance balance, DatasetWriting writing) {
        this.datasets = datasets;
        this.balance = balance;
        this.writing = writing;
    }

    @GetMapping("/balance")
    @Operation(
            summary = "How evenly the version uses its entities",
            description =
                    "Most uses of one entity, entropy (bits), evenness and Gini by category over all entities of the bank, used or not, and the"
                            + " entities whose candidates were accepted least.")
    DatasetBalance.Balance balance(@PathVariable UUID id, Caller caller) {
        return balance.of(datasets.require(new DatasetId(id), caller.team()));
    }

    @GetMapping("/writing")
    @Operation(
            summary = "What a language model took to write the candidates",
            description =
                    "Exact and inexact reports, answers, tokens, cost, and the last difference of reports that were given up.")
    DatasetWriting.Account writing(@PathVariable UUID id, Caller caller) {
        return writing.of(datasets.require(new DatasetId(id), caller.team()));
    }
}
