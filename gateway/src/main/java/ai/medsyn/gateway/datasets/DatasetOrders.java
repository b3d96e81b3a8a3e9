package ai.medsyn.gateway.datasets;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetState;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes orders: builds, re-cuts, previews, estimates. */
@Component
public class DatasetOrders {

    private static final int PREVIEW = 4;

    private final Jobs jobs;
    private final Datasets datasets;
    private final Thresholds thresholds;
    private final Estimates estimates;
    private final ServiceClients clients;

    DatasetOrders(Jobs jobs, Datasets datasets, Thresholds thresholds, Estimates estimates, ServiceClients clients) {
        this.jobs = jobs;
        this.datasets = datasets;
        this.thresholds = thresholds;
        this.estimates = estimates;
        this.clients = clients;
    }

    /** What may change in a re-cut. */
    public record RecutWish(
            Map<String, Double> thresholds,
            @Nullable Integer count,
            @Nullable List<String> exports) {}

    public Jobs.Submitted build(DatasetPlans.Plan plan, Caller caller, @Nullable String idempotencyKey) {
        return jobs.submit(
                JobSubmission.of(BuildJob.KIND, plan.build(), caller.team()).withIdempotencyKey(idempotencyKey));
    }

    /** Builds on behalf of another job; the same key finds the same build again. */
    public Jobs.Submitted build(DatasetPlans.Plan plan, JobRun<?> parent, String idempotencyKey) {
        return jobs.submit(JobSubmission.of(BuildJob.KIND, plan.build(), parent.team())
                .withIdempotencyKey(idempotencyKey)
                .withParent(parent.id()));
    }

    /** Feasibility, candidates, time and space of a build. */
    public Estimate estimate(DatasetPlans.Plan plan) {
        return estimates.of(plan);
    }

    /** Four samples of what a build would make, made now and kept nowhere. */
    public JsonNode preview(DatasetPlans.Plan plan, Caller caller) {
        BuildSpec build = plan.build();
        JsonNode samples = clients.patientGenerator(caller)
                .post()
                .uri("/v1/previews")
                .body(Map.of("seed", build.seed(), "spec", build.corpus(), "count", Math.min(PREVIEW, build.count())))
                .retrieve()
                .body(JsonNode.class);
        if (samples == null) {
            throw new IllegalStateException("generator-service sent no preview");
        }
        return samples;
    }

    public Jobs.Submitted recut(Dataset parent, RecutWish wish, Caller caller, @Nullable String idempotencyKey) {
        if (parent.state() != DatasetState.SEALED) {
            throw RequestRefused.conflict(
                    "dataset-not-sealed",
                    "dataset " + parent.id() + " is " + parent.state()
                            + "; expected a SEALED one to cut a version from");
        }
        requireMade(parent);
        List<Violation> violations = new ArrayList<>();
        thresholds.check("thresholds", wish.thresholds(), caller, violations);
        List<String> formats = wish.exports() == null ? estimates.formats() : wish.exports();
        DatasetPackaging.check(formats, estimates.formats(), violations);
        if (!violations.isEmpty()) {
            throw RequestRefused.invalid(violations);
        }
        RecutSpec spec = new RecutSpec(
                parent.id().value(),
                wish.count() == null ? parent.requested() : wish.count(),
                wish.thresholds(),
                datasets.splits(parent).fractions(),
                formats);
        return jobs.submit(JobSubmission.of(RecutJob.KIND, spec, caller.team()).withIdempotencyKey(idempotencyKey));
    }

    /** How the candidates of a dataset would turn out under other thresholds. */
    public JsonNode whatIf(Dataset dataset, Map<String, Double> changed, Caller caller) {
        requireMade(dataset);
        JsonNode outcome = clients.service("filter", caller)
                .post()
                .uri("/v1/what-if")
                .body(Map.of("corpus", dataset.corpus().value(), "thresholds", changed))
                .retrieve()
                .body(JsonNode.class);
        if (outcome == null) {
            throw new IllegalStateException("filter-service sent no outcome");
        }
        return outcome;
    }

    /** Imported films were never measured by the filters. */
    private static void requireMade(Dataset dataset) {
        if (dataset.origin() == Dataset.Origin.REAL) {
            throw RequestRefused.conflict(
                    "dataset-imported",
                    "dataset " + dataset.id()
                            + " was imported; expected one that was made here. Import again with other rules");
        }
    }
}
