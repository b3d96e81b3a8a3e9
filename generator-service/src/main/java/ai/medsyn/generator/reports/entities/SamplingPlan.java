package ai.medsyn.generator.reports.entities;

import ai.medsyn.radiology.Entity;
import java.util.Arrays;
import java.util.List;

/** The entity sets of a run of ordinals. */
public final class SamplingPlan {

    private final int first;
    private final Entity[][] sets;

    SamplingPlan(int first, Entity[][] sets) {
        this.first = first;
        this.sets = sets;
    }

    /** The first ordinal of the plan. */
    public int first() {
        return first;
    }

    /** How many ordinals it covers. */
    public int count() {
        return sets.length;
    }

    /** The entities of one ordinal in sampling order: clinical ones, then anatomy. */
    public List<Entity> entities(int ordinal) {
        if (ordinal < first || ordinal >= first + sets.length) {
            throw new IllegalArgumentException(
                    "the plan covers ordinals " + first + " to " + (first + sets.length - 1) + ", not " + ordinal);
        }
        return List.of(sets[ordinal - first]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SamplingPlan plan && first == plan.first && Arrays.deepEquals(sets, plan.sets);
    }

    @Override
    public int hashCode() {
        return 31 * first + Arrays.deepHashCode(sets);
    }
}
