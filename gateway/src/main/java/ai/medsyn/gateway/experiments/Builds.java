package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.datasets.DatasetOrders;
import ai.medsyn.gateway.datasets.DatasetPlans;
import ai.medsyn.gateway.datasets.Defaults;
import ai.medsyn.gateway.datasets.ImageWish;
import ai.medsyn.gateway.datasets.ServiceJobs;
import ai.medsyn.gateway.experiments.ExperimentSpec.Build;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.Job;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobState;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The datasets that an experiment makes first. A build is named by its content: an experiment that wants the same dataset again, in whatever grid,
 * gets the one that is there.
 */
@Component
class Builds {

    private final DatasetPlans plans;
    private final DatasetOrders orders;
    private final ServiceJobs waiting;
    private final Jobs jobs;
    private final JsonMapper json;

    Builds(DatasetPlans plans, DatasetOrders orders, ServiceJobs waiting, Jobs jobs, JsonMapper json) {
        this.plans = plans;
        this.orders = orders;
        this.waiting = waiting;
        this.jobs = jobs;
        this.json = json;
    }

    /** @throws ai.medsyn.platform.http.RequestRefused with every violation of the build */
    DatasetPlans.Plan plan(String name, Build build, Caller caller) {
        return plans.plan(
                new DatasetPlans.Wish(
                        name,
                        build.count(),
                        build.seed(),
                        new DatasetPlans.Texts(
                                null,
                                Defaults.WRITER,
                                build.clinical(),
                                build.anatomy(),
                                null,
                                SamplingSpec.Weighting.BALANCED,
                                build.prevalences(),
                                null),
                        new ImageWish(build.generator(), build.size(), null, null, null, null, null, null),
                        Map.of(),
                        build.splits(),
                        List.of(),
                        null),
                caller);
    }

    /**
     * Makes all of them, or finds them again.
     *
     * @return the datasets by the name of their build
     * @throws ai.medsyn.platform.jobs.JobFailure with the code of a build that failed
     */
    Map<String, UUID> make(JobRun<ExperimentSpec> run, CoordinatorProgress progress) throws InterruptedException {
        Caller caller = new Caller(run.team(), Role.REQUESTER, "job:" + run.id());
        Map<String, JobId> asked = new LinkedHashMap<>();
        run.spec().builds().forEach((name, build) -> asked.put(name, ask(run, plan(name, build, caller))));
        Map<String, UUID> made = new LinkedHashMap<>();
        for (Map.Entry<String, JobId> build : asked.entrySet()) {
            Job ended = waiting.await(build.getValue(), run, job -> progress.checkpoint());
            made.put(
                    build.getKey(),
                    UUID.fromString(json.readTree(String.valueOf(ended.result()))
                            .path("dataset")
                            .asString()));
        }
        return made;
    }

    private JobId ask(JobRun<ExperimentSpec> run, DatasetPlans.Plan plan) {
        String key = "experiments/"
                + Sha256.of(json.writeValueAsString(plan.build())).hex();
        Job found = orders.build(plan, run, key).job();
        boolean foreign = !run.id().value().equals(found.parent());
        boolean lost = found.state() == JobState.CANCELLED || foreign && found.state() == JobState.FAILED;
        if (!lost) {
            return found.id();
        }
        // Nobody brings that one back for us: another build of our own, and another one after each retry.
        int attempt = jobs.require(run.id(), run.team()).attempts();
        return orders.build(plan, run, key.substring(0, 60) + "/" + run.id() + "/" + attempt)
                .job()
                .id();
    }
}
