package ai.medsyn.generator.reports.banks.web;

import ai.medsyn.generator.reports.banks.Bank;
import ai.medsyn.generator.reports.banks.BankPlots;
import ai.medsyn.generator.reports.banks.BankSpec;
import ai.medsyn.generator.reports.banks.Banks;
import ai.medsyn.platform.http.Page;
import ai.medsyn.platform.http.PageRequest;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.JobRequest;
import ai.medsyn.platform.jobs.web.JobResource;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.radiology.EntityCategory;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/entity-banks")
class EntityBankController {

    private static final String SVG = "image/svg+xml";

    private final Banks banks;
    private final BankSources sources;
    private final BankPlots plots;
    private final Accepted accepted;

    EntityBankController(Banks banks, BankSources sources, BankPlots plots, Accepted accepted) {
        this.banks = banks;
        this.sources = sources;
        this.plots = plots;
        this.accepted = accepted;
    }

    @PostMapping
    ResponseEntity<JobResource> build(@Valid @RequestBody BankRequest request, JobRequest job) {
        Bank bank = banks.add(sources.resolve(request, job.caller()));
        return accepted.submit("entity-banks.build", new BankSpec(bank.id()), job);
    }

    @GetMapping
    Page<Bank> list(PageRequest page, Caller caller) {
        return banks.page(caller.team(), page);
    }

    @GetMapping("/{reference}")
    Bank get(@PathVariable String reference, Caller caller) {
        return banks.require(reference, caller.team());
    }

    @GetMapping(path = "/{reference}/statistics", produces = MediaType.APPLICATION_JSON_VALUE)
    String statistics(@PathVariable String reference, Caller caller) {
        return banks.statistics(ready(reference, caller)).orElseThrow();
    }

    @GetMapping("/{reference}/entities")
    Page<Banks.Counted> entities(
            @PathVariable String reference,
            @RequestParam(required = false) @Nullable EntityCategory category,
            PageRequest page,
            Caller caller) {
        return banks.entities(ready(reference, caller), category, page);
    }

    @GetMapping(path = "/{reference}/plots/rank-frequency", produces = SVG)
    String rankFrequency(@PathVariable String reference, Caller caller) {
        return plots.rankFrequency(ready(reference, caller));
    }

    @GetMapping(path = "/{reference}/plots/co-occurrence", produces = SVG)
    String coOccurrence(@PathVariable String reference, Caller caller) {
        return plots.coOccurrence(ready(reference, caller));
    }

    @GetMapping(path = "/{reference}/plots/top", produces = SVG)
    String top(@PathVariable String reference, @RequestParam EntityCategory category, Caller caller) {
        return plots.top(ready(reference, caller), category);
    }

    private Bank ready(String reference, Caller caller) {
        return banks.requireReady(reference, caller.team());
    }
}
