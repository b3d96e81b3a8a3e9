package ai.medsyn.generator.reports.entities;

import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.platform.lineage.Seeds;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Balanced sampling of entities (SynCXR, arXiv 2410.13523): per report k clinical and m anatomical ones, none used more
 * often than the cap; what has reached it is drawn no more.
 *
 * <p>A clinical slot takes a category uniformly among those that still have something to give, then an entity uniformly
 * among those of the category under the cap: an index into an array from which exhausted entities are swapped out, O(1) a
 * draw. A draw that repeats or contradicts one of the set, or an anatomy where none of its findings may lie, is drawn again.
 * Two alternatives to balance: natural frequencies (every entity as often as its source mentions it), and prevalences of
 * single entities ({@link Prevalences}).
 *
 * <p>The plan of a round is a pure function of bank, spec, seed, first ordinal, count and the uses so far. Workers share no
 * counter: each computes the plan of the whole round and takes its own ordinals from it, so that the cap holds exactly,
 * whatever their number, order and crashes.
 */
public final class BalancedSampler {

    private final EntityBank bank;
    private final SamplingSpec spec;
    private final Prevalences prevalences;

    public BalancedSampler(EntityBank bank, SamplingSpec spec) {
        if (spec.clinical() < 1 || spec.anatomy() < 0 || spec.maxUse() < 1) {
            throw new IllegalArgumentException(
                    "sampling needs at least one clinical entity, no negative number of anatomical ones and a cap of at"
                            + " least 1, found " + spec);
        }
        this.bank = bank;
        this.spec = spec;
        this.prevalences = Prevalences.of(spec, bank);
    }

    /**
     * Whether the bank can feed a number of further samples. It counts uses; contradictions and places can exhaust a small
     * bank somewhat earlier.
     *
     * @param used uses by accepted samples; entities that are not there have none
     * @param count samples to draw, {@code >= 0}
     */
    public CapacityReport capacity(Map<Entity, Integer> used, int count) {
        long clinical = 0;
        long anatomy = 0;
        for (EntityCategory category : EntityCategory.values()) {
            for (EntityBank.Entry entry : bank.entries(category)) {
                // One report holds an entity once, so that no more than one use a sample counts.
                int left = prevalences.governs(entry.entity()) ? 0 : Math.min(count, left(entry.entity(), used));
                if (category.clinical()) {
                    clinical += left;
                } else {
                    anatomy += left;
                }
            }
        }
        long free = (long) count * spec.clinical() - prevalences.expected(count);
        return new CapacityReport(free, clinical, (long) count * spec.anatomy(), anatomy);
    }

    /**
     * Draws the entity sets of the ordinals {@code first} to {@code first + count - 1}.
     *
     * @param seed the corpus seed
     * @param used uses by accepted samples; the sets of this plan are counted on top
     * @throws SamplingExhaustedException if the bank falls short, or what is left cannot stand together
     */
    public SamplingPlan plan(long seed, int first, int count, Map<Entity, Integer> used) {
        CapacityReport capacity = capacity(used, count);
        if (!capacity.feasible()) {
            throw new SamplingExhaustedException("the request " + capacity.explanation());
        }
        RandomGenerator random =
                RandomGeneratorFactory.of("L64X128MixRandom").create(Seeds.derive(seed, "entities", first, 0));
        Prevalences.Allotment allotted = prevalences.allot(seed, first, count);
        SetDraw draw = new SetDraw(spec, bank.compatibility(), random);
        for (EntityCategory category : EntityCategory.values()) {
            for (EntityBank.Entry entry : bank.entries(category)) {
                if (!prevalences.governs(entry.entity())) {
                    draw.add(entry, left(entry.entity(), used));
                }
            }
        }
        Entity[][] sets = new Entity[count][];
        for (int i = 0; i < count; i++) {
            sets[i] = draw.set(allotted.of(i), first + i);
        }
        return new SamplingPlan(first, sets);
    }

    private int left(Entity entity, Map<Entity, Integer> used) {
        return Math.max(0, spec.maxUse() - used.getOrDefault(entity, 0));
    }
}
