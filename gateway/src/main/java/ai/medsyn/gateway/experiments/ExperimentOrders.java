package ai.medsyn.gateway.experiments;

import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes orders for experiments. */
@Service
public class ExperimentOrders {

    private final ExperimentPlans plans;
    private final ExperimentEstimates estimates;
    private final Jobs jobs;
    private final ExperimentStore store;
    private final TransactionTemplate transactions;

    ExperimentOrders(
            ExperimentPlans plans,
            ExperimentEstimates estimates,
            Jobs jobs,
            ExperimentStore store,
            TransactionTemplate transactions) {
        this.plans = plans;
        this.estimates = estimates;
        this.jobs = jobs;
        this.store = store;
        this.transactions = transactions;
    }

    /**
     * What an experiment takes, without running it.
     *
     * @throws ai.medsyn.platform.http.RequestRefused 400 {@code validation-failed} with every violation
     */
    public ExperimentEstimates.Estimate estimate(ExperimentRequest request, Caller caller) {
        return estimates.of(plans.plan(request, caller), caller);
    }

    /**
     * Queues an experiment.
     *
     * @throws ai.medsyn.platform.http.RequestRefused 400 {@code validation-failed} with every violation
     */
    public Jobs.Submitted order(ExperimentRequest request, Caller caller, @Nullable String idempotencyKey) {
        ExperimentSpec spec = plans.plan(request, caller);
        return transactions.execute(status -> {
            Jobs.Submitted submitted = jobs.submit(
                    JobSubmission.of(ExperimentJob.KIND, spec, caller.team()).withIdempotencyKey(idempotencyKey));
            if (submitted.created()) {
                store.add(new Experiment(
                        submitted.job().id().value(),
                        caller.team(),
                        spec.name(),
                        spec,
                        submitted.job().times().submitted()));
            }
            return submitted;
        });
    }
}
