package ai.medsyn.generator.reports.samplings;

import ai.medsyn.generator.reports.entities.BalancedSampler;
import ai.medsyn.generator.reports.entities.EntityBanks;
import ai.medsyn.generator.reports.entities.SamplingExhaustedException;
import ai.medsyn.generator.reports.entities.SamplingPlan;
import ai.medsyn.platform.jobs.Block;
import ai.medsyn.platform.jobs.BlockJob;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.jobs.JobType;
import ai.medsyn.platform.jobs.WorkSize;
import ai.medsyn.platform.lineage.Concentration;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The job {@code entities.sample}: the sets of a plan as rows, and the balance they reach as its result. */
@Component
class SampleSetsJob implements BlockJob<SamplingRequest, List<EntitySets.Sampled>> {

    static final String KIND = "entities.sample";
    private static final int BLOCK = 2_000;

    private final EntityBanks banks;
    private final EntitySets sets;
    private final LineageGraph lineage;
    private @Nullable Planned latest;

    SampleSetsJob(EntityBanks banks, EntitySets sets, LineageGraph lineage) {
        this.banks = banks;
        this.sets = sets;
        this.lineage = lineage;
    }

    private record Planned(SamplingRequest request, SamplingPlan plan) {}

    /** The balance by category. */
    record Result(int sets, SortedMap<EntityCategory, Concentration> balance) {}

    @Override
    public JobType<SamplingRequest> type() {
        return new JobType<>(KIND, SamplingRequest.class, "cpu", "sets");
    }

    @Override
    public WorkSize size(JobRun<SamplingRequest> run) {
        return new WorkSize(run.spec().count(), BLOCK);
    }

    @Override
    public List<EntitySets.Sampled> process(JobRun<SamplingRequest> run, Block block) {
        SamplingPlan plan = plan(run.spec());
        return IntStream.range((int) block.from(), (int) block.to())
                .mapToObj(ordinal -> new EntitySets.Sampled(
                        ordinal,
                        plan.entities(ordinal).stream().map(Entity::toString).toList()))
                .toList();
    }

    /** Computed by the first thread that asks while the others wait; kept until another sampling runs. */
    private synchronized SamplingPlan plan(SamplingRequest request) {
        if (latest == null || !latest.request().equals(request)) {
            try {
                SamplingPlan plan = new BalancedSampler(banks.require(request.bank()), request.sampling())
                        .plan(request.seed(), 0, request.count(), Map.of());
                latest = new Planned(request, plan);
            } catch (SamplingExhaustedException exhausted) {
                throw new JobFailure("sampling-exhausted", String.valueOf(exhausted.getMessage()), exhausted);
            }
        }
        return latest.plan();
    }

    @Override
    public void commit(JobRun<SamplingRequest> run, Block block, List<EntitySets.Sampled> output) {
        sets.insert(run.id(), output);
    }

    @Override
    public Result conclude(JobRun<SamplingRequest> run) {
        if (run.spec().bank() != null) {
            lineage.input(run.id(), LineageNode.entityBank(run.spec().bank()));
        }
        return new Result(
                run.spec().count(),
                sets.balance(run.id(), banks.require(run.spec().bank())));
    }
}
