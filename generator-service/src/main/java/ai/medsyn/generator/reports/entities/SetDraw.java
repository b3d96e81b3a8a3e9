package ai.medsyn.generator.reports.entities;

import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.EntityCategory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Draws the sets of one plan, one after the other: the urns, and what may join a set. */
final class SetDraw {

    private static final int DRAWS_PER_SLOT = 64;
    private static final int SETS_PER_ORDINAL = 256;

    private final SamplingSpec spec;
    private final Compatibility compatibility;
    private final RandomGenerator random;
    /** One urn a category where sampling is balanced; one for all clinical entities where it follows frequencies. */
    private final Map<EntityCategory, Urn> urns = new EnumMap<>(EntityCategory.class);

    private final List<Urn> clinical;

    SetDraw(SamplingSpec spec, Compatibility compatibility, RandomGenerator random) {
        this.spec = spec;
        this.compatibility = compatibility;
        this.random = random;
        boolean balanced = spec.weighting() == SamplingSpec.Weighting.BALANCED;
        Urn all = new Urn.Weighted();
        List<Urn> drawn = new ArrayList<>();
        for (EntityCategory category : EntityCategory.values()) {
            Urn urn = balanced ? new Urn.Uniform() : category.clinical() ? all : new Urn.Weighted();
            urns.put(category, urn);
            if (category.clinical() && !drawn.contains(urn)) {
                drawn.add(urn);
            }
        }
        this.clinical = drawn;
    }

    /** Puts an entity in its urn. */
    void add(EntityBank.Entry entry, int uses) {
        urn(entry.entity().category()).add(entry.entity(), uses, entry.reports());
    }

    private Urn urn(EntityCategory category) {
        return urns.computeIfAbsent(category, any -> new Urn.Uniform());
    }

    /**
     * The next set.
     *
     * @param given entities that stand in it already
     */
    Entity[] set(List<Entity> given, int ordinal) {
        for (int attempt = 0; attempt < SETS_PER_ORDINAL; attempt++) {
            List<Entity> set = new ArrayList<>(spec.clinical() + spec.anatomy());
            set.addAll(given);
            List<Urn.Ball> drawn = new ArrayList<>(spec.clinical() + spec.anatomy());
            if (drawClinical(set, drawn) && drawAnatomy(set, drawn)) {
                drawn.forEach(Urn.Ball::use);
                return set.toArray(Entity[]::new);
            }
        }
        throw new SamplingExhaustedException(
                "no compatible set of " + spec.clinical() + " clinical and " + spec.anatomy()
                        + " anatomical entities is left under the cap of " + spec.maxUse() + " at ordinal " + ordinal
                        + "; raise the cap or ask for fewer samples");
    }

    private boolean drawClinical(List<Entity> set, List<Urn.Ball> drawn) {
        List<Urn> open = new ArrayList<>(clinical);
        open.removeIf(Urn::isEmpty);
        while (set.size() < spec.clinical()) {
            if (open.isEmpty()) {
                return false;
            }
            int chosen = open.size() == 1 ? 0 : random.nextInt(open.size());
            Urn.Ball ball = draw(open.get(chosen), set);
            // A category whose last entities contradict the set gives its turn to the others.
            for (int i = 1; ball == null && i < open.size(); i++) {
                ball = draw(open.get((chosen + i) % open.size()), set);
            }
            if (ball == null) {
                return false;
            }
            set.add(ball.entity());
            drawn.add(ball);
        }
        return true;
    }

    private boolean drawAnatomy(List<Entity> set, List<Urn.Ball> drawn) {
        Urn urn = urn(EntityCategory.ANATOMY);
        for (int i = 0; i < spec.anatomy(); i++) {
            Urn.Ball ball = urn.isEmpty() ? null : draw(urn, set);
            if (ball == null) {
                return false;
            }
            set.add(ball.entity());
            drawn.add(ball);
        }
        return true;
    }

    /** A random ball whose entity can join the set; all are looked at before it gives up. */
    private Urn.@Nullable Ball draw(Urn urn, List<Entity> set) {
        for (int i = 0; i < DRAWS_PER_SLOT; i++) {
            Urn.Ball ball = urn.draw(random);
            if (joins(ball.entity(), set)) {
                return ball;
            }
        }
        List<Urn.Ball> open = urn.open();
        int start = random.nextInt(open.size());
        for (int i = 0; i < open.size(); i++) {
            Urn.Ball ball = open.get((start + i) % open.size());
            if (joins(ball.entity(), set)) {
                return ball;
            }
        }
        return null;
    }

    private boolean joins(Entity candidate, List<Entity> set) {
        boolean clinicalOne = candidate.category().clinical();
        boolean placed = clinicalOne;
        for (Entity member : set) {
            if (member.equals(candidate) || (clinicalOne && compatibility.contradicts(candidate, member))) {
                return false;
            }
            placed = placed || (member.category().clinical() && compatibility.fits(member, candidate));
        }
        return placed;
    }
}
