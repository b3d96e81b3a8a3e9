package ai.medsyn.generator.reports;

import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.radiology.EntityCategory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether the entities suffice for a request, asked before anything is made. */
@Component
public class Capacity {

    /** The paper's cap (recalled, not verified). */
    private static final int PAPER_CAP = 15;
    /** Room for top-ups and for sets that contradictions forbid, where the cap is ours to choose. */
    private static final double ROOM = 2;

    private final EntityBank bank;

    Capacity(EntityBank bank) {
        this.bank = bank;
    }

    /**
     * The answer.
     *
     * @param sampling the sampling with its cap filled in
     * @param groups clinical and anatomy: entities, uses that the cap allows, uses needed
     * @param message for a person: what is short and what to do
     */
    public record Answer(boolean feasible, SamplingSpec sampling, Map<String, Group> groups, String message) {}

    /** Entities of a group, the uses that the cap allows, and the uses needed. */
    public record Group(int entities, long capacity, long needed) {}

    public Answer answer(int count, int clinical, int anatomy, @Nullable Integer maxUse) {
        SamplingSpec sampling =
                new SamplingSpec(clinical, anatomy, maxUse == null ? cap(count, clinical, anatomy) : maxUse);
        CapacityReport report = new BalancedSampler(bank, sampling).capacity(Map.of(), count);
        Map<String, Group> groups = new LinkedHashMap<>();
        groups.put("clinical", new Group(size(true), report.clinicalCapacity(), report.clinicalNeeded()));
        groups.put("anatomy", new Group(size(false), report.anatomyCapacity(), report.anatomyNeeded()));
        return new Answer(report.feasible(), sampling, groups, "the request " + report.explanation());
    }

    private int cap(int count, int clinical, int anatomy) {
        double needed =
                Math.max((double) count * clinical / size(true), (double) count * anatomy / Math.max(1, size(false)));
        return (int) Math.max(PAPER_CAP, Math.ceil(needed * ROOM));
    }

    private int size(boolean clinical) {
        int size = 0;
        for (EntityCategory category : EntityCategory.values()) {
            size += category.clinical() == clinical ? bank.entities(category).size() : 0;
        }
        return size;
    }
}
