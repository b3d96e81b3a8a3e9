package ai.medsyn.generator.images.phantom;

import java.util.Optional;

/** The broken ribs of one side: where they break, how the pieces lie, and the blood that lifts the pleura beside them. */
final class RibFractures {

    /** Of a rib's length: how far bone is missing on either side of a break, how far the fragments overlap or callus thickens them. */
    private static final double GAP = 0.012;

    private static final double THICKENED = 0.035;

    private final Scene scene;
    private final Optional<Finding> finding;
    /** Where each rib is broken, as a share of its length; 0 for a whole rib. */
    private final double[] at;

    RibFractures(Scene scene, Side side, int pairs) {
        this.scene = scene;
        this.finding = scene.findings.findings().stream()
                .filter(one -> one.kind() == FindingKind.RIB_FRACTURE && one.side() == side)
                .findFirst();
        this.at = new double[pairs];
        finding.ifPresent(this::place);
    }

    /** Neighbours break together, most often behind the widest part of the cage. */
    private void place(Finding broken) {
        Dice dice = broken.dice(scene.seed);
        int count = broken.count() > 0 ? broken.count() : 1 + (int) (4 * broken.extent());
        int highest = dice.between(2, 6);
        double where = dice.uniform(0.24, 0.38);
        for (int k = highest; k < Math.min(at.length, highest + count); k++) {
            at[k] = where + dice.normal(0, 0.025);
        }
    }

    /** Bone at a place of a rib (share of its length) relative to the whole rib. */
    double bone(int rib, double a) {
        if (at[rib] == 0) {
            return 1;
        }
        double off = Math.abs(a - at[rib]);
        return off < GAP ? 0.05 : 1 + 2.2 * StrictMath.exp(-0.5 * square(off / THICKENED));
    }

    /** The front piece slips up or down and behind the other; towards the breastbone it is back in its place. */
    void displace(int rib, double[][] points, Side side) {
        if (at[rib] == 0) {
            return;
        }
        Finding broken = finding.orElseThrow();
        Dice dice = Dice.of(scene.seed, "break " + side + Math.round(1000 * at[rib]));
        double fall =
                (0.4 + 0.8 * broken.extent()) * (dice.chance(0.7) ? -1 : 1) * (broken.is(Trait.DISPLACED) ? 1.5 : 1);
        int last = points.length - 1;
        int first = (int) (at[rib] * last) + 1;
        for (int i = first; i <= last; i++) {
            double slipped = 1 - Shape.step(first + 3, first + 0.4f * points.length, i);
            points[i][2] += fall * slipped;
            points[i][0] -= side.sign * 0.35 * Math.abs(fall) * slipped;
        }
        int bit = scene.masks.lesion(broken.label());
        double[] end = points[first - 1];
        Ellipsoid.at(end[0], end[1], end[2] + 0.4 * fall)
                .radii(1.4, 1 + 0.5 * Math.abs(fall), 1)
                .raster(scene.projection, (index, half) -> scene.masks.set(bit, index));
    }

    private static double square(double x) {
        return x * x;
    }
}
