package ai.medsyn.generator.reports;

import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.platform.lineage.Seeds;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Balanced sampling of entities (SynCXR, arXiv 2410.13523): per report k clinical and m anatomical ones, none used more
 * often than the cap; what has reached it is drawn no more.
 *
 * <p>A clinical slot takes a category uniformly among those that still have something to give, then an entity uniformly
 * among those of the category under the cap: an index into an array from which exhausted entities are swapped out, O(1) a
 * draw. A draw that repeats or contradicts one of the set, or an anatomy where none of its findings may lie, is drawn again.
 *
 * <p>The plan of a round is a pure function of bank, spec, seed, first ordinal, count and the uses so far. Workers share no
 * counter: each computes the plan of the whole round and takes its own ordinals from it, so that the cap holds exactly,
 * whatever their number, order and crashes.
 */
public final class BalancedSampler {

    private static final int DRAWS_PER_SLOT = 64;
    private static final int SETS_PER_ORDINAL = 256;

    private final EntityBank bank;
    private final SamplingSpec spec;

    public BalancedSampler(EntityBank bank, SamplingSpec spec) {
        if (spec.clinical() < 1 || spec.anatomy() < 0 || spec.maxUse() < 1) {
            throw new IllegalArgumentException(
                    "sampling needs at least one clinical entity, no negative number of anatomical ones and a cap of at"
                            + " least 1, found " + spec);
        }
        this.bank = bank;
        this.spec = spec;
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
            for (Entity entity : bank.entities(category)) {
                // One report holds an entity once, so that no more than one use a sample counts.
                int left = Math.min(count, left(entity, used));
                if (category.clinical()) {
                    clinical += left;
                } else {
                    anatomy += left;
                }
            }
        }
        return new CapacityReport((long) count * spec.clinical(), clinical, (long) count * spec.anatomy(), anatomy);
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
        List<Urn> clinical = new ArrayList<>();
        for (EntityCategory category : EntityCategory.values()) {
            if (category.clinical()) {
                clinical.add(urn(category, used));
            }
        }
        Urn anatomy = urn(EntityCategory.ANATOMY, used);
        Entity[][] sets = new Entity[count][];
        for (int i = 0; i < count; i++) {
            sets[i] = set(clinical, anatomy, random, first + i);
        }
        return new SamplingPlan(first, sets);
    }

    private Entity[] set(List<Urn> clinical, Urn anatomy, RandomGenerator random, int ordinal) {
        for (int attempt = 0; attempt < SETS_PER_ORDINAL; attempt++) {
            List<Urn.Ball> set = new ArrayList<>(spec.clinical() + spec.anatomy());
            if (drawClinical(clinical, set, random) && drawAnatomy(anatomy, set, random)) {
                set.forEach(Urn.Ball::use);
                return set.stream().map(Urn.Ball::entity).toArray(Entity[]::new);
            }
        }
        throw new SamplingExhaustedException(
                "no compatible set of " + spec.clinical() + " clinical and " + spec.anatomy()
                        + " anatomical entities is left under the cap of " + spec.maxUse() + " at ordinal " + ordinal
                        + "; raise the cap or ask for fewer samples");
    }

    private boolean drawClinical(List<Urn> urns, List<Urn.Ball> set, RandomGenerator random) {
        List<Urn> open = new ArrayList<>(urns);
        open.removeIf(Urn::isEmpty);
        while (set.size() < spec.clinical()) {
            if (open.isEmpty()) {
                return false;
            }
            int chosen = random.nextInt(open.size());
            Urn.Ball ball = draw(open.get(chosen), set, random);
            // A category whose last entities contradict the set gives its turn to the others.
            for (int i = 1; ball == null && i < open.size(); i++) {
                ball = draw(open.get((chosen + i) % open.size()), set, random);
            }
            if (ball == null) {
                return false;
            }
            set.add(ball);
        }
        return true;
    }

    private boolean drawAnatomy(Urn urn, List<Urn.Ball> set, RandomGenerator random) {
        for (int i = 0; i < spec.anatomy(); i++) {
            Urn.Ball ball = urn.isEmpty() ? null : draw(urn, set, random);
            if (ball == null) {
                return false;
            }
            set.add(ball);
        }
        return true;
    }

    /** A random ball whose entity can join the set; all are looked at before it gives up. */
    private Urn.@Nullable Ball draw(Urn urn, List<Urn.Ball> set, RandomGenerator random) {
        for (int i = 0; i < DRAWS_PER_SLOT; i++) {
            Urn.Ball ball = urn.get(random.nextInt(urn.size()));
            if (joins(ball, set)) {
                return ball;
            }
        }
        int start = random.nextInt(urn.size());
        for (int i = 0; i < urn.size(); i++) {
            Urn.Ball ball = urn.get((start + i) % urn.size());
            if (joins(ball, set)) {
                return ball;
            }
        }
        return null;
    }

    private boolean joins(Urn.Ball candidate, List<Urn.Ball> set) {
        EntityBank.Compatibility compatibility = bank.compatibility();
        boolean clinical = candidate.entity().category().clinical();
        boolean placed = clinical;
        for (int i = 0; i < set.size(); i++) {
            Urn.Ball member = set.get(i);
            if (member == candidate || (clinical && compatibility.contradicts(candidate.entity(), member.entity()))) {
                return false;
            }
            placed = placed
                    || (member.entity().category().clinical()
                            && compatibility.fits(member.entity(), candidate.entity()));
        }
        return placed;
    }

    private Urn urn(EntityCategory category, Map<Entity, Integer> used) {
        Urn urn = new Urn();
        for (Entity entity : bank.entities(category)) {
            urn.add(entity, left(entity, used));
        }
        return urn;
    }

    private int left(Entity entity, Map<Entity, Integer> used) {
        return Math.max(0, spec.maxUse() - used.getOrDefault(entity, 0));
    }
}
