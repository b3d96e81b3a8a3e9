package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Zone;
import java.util.Set;

/**
 * One thing to draw.
 *
 * @param side resolved: where the text leaves it open, the seed has decided
 * @param zone as far as the text gives it
 * @param extent 0 (barely visible) to 1 (as far as it goes): about 0.0-0.3 mild, 0.35-0.65 moderate, 0.7-1.0 severe
 * @param count how many, 0 if the text does not say
 * @param diameter cm, 0 if the text gives none
 * @param traits how it looks, as far as the text says
 */
record Finding(FindingKind kind, Side side, Zone zone, double extent, int count, double diameter, Set<Trait> traits) {

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** The name of its region in the label mask. */
    String label() {
        String group = kind.device() ? "device:" : "lesion:";
        return group + kind.label() + (side == Side.MIDLINE ? "" : ":" + side.label());
    }

    /** A stream of random choices of this finding alone. */
    Dice dice(long seed) {
        return Dice.of(seed, label());
    }
}
