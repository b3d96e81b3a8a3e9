package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Zone;

/**
 * One thing to draw.
 *
 * @param side resolved: where the text leaves it open, the seed has decided
 * @param zone as far as the text gives it
 * @param extent 0 (barely visible) to 1 (as far as it goes): about 0.0-0.3 mild, 0.35-0.65 moderate, 0.7-1.0 severe
 */
record Finding(FindingKind kind, Side side, Zone zone, double extent) {

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
