package ai.medsyn.generator.images.phantom;

import java.util.Arrays;
import java.util.List;

/**
 * The pleural cavity as intervals along each ray: a rounded cage, minus the union of heart, vessels and diaphragm. Subtracting the union
 * rather than one after the other keeps overlaps from counting twice.
 */
final class LungShape {

    /** Thickness of the diaphragm with what adheres to it, cm. */
    private static final float MUSCLE = 0.5f;

    private final Scene scene;
    private final Patient patient;
    private final Side side;
    private final Projection.Plane plane;
    private final List<Mediastinum.Obstacle> obstacles;
    private final byte[] hits;
    private final float[] heart;

    private final float apex;
    private final float height;
    private final float widest;
    private final float apexX;
    private final float medial;
    private final float lateral;
    private final float dome;
    private final float domeX;
    private final float domeCurveX;
    private final float domeCurveY;
    private final float domeY;
    private final float depth;
    /** Share of the lung's full width, by the share of the way up from its widest height. */
    private final Shape.Table flank;

    LungShape(Scene scene, Mediastinum mediastinum, Side side) {
        this.scene = scene;
        this.patient = scene.patient;
        this.side = side;
        this.plane = scene.projection.plane(1);
        this.obstacles = mediastinum.obstacles;
        this.hits = mediastinum.hits;
        this.heart = mediastinum.heart;
        Dice dice = scene.dice("lungs"); // the same numbers for both sides: people are nearly symmetric
        Dice own = scene.dice(side.label() + " lung");
        double s = patient.scale;
        apex = (float) patient.apex;
        height = (float) patient.lungHeight;
        widest = (float) (dice.uniform(0.68, 1) + own.normal(0, 0.03));
        apexX = (float) (dice.uniform(3.6, 4.4) * s);
        medial = (float) (dice.uniform(0.5, 1.2) * s + (side == Side.LEFT ? 0.2 : 0));
        lateral = (float) (patient.cageWidth * (dice.uniform(0.95, 1) + own.normal(0, 0.012)));
        dome = (float) patient.dome(side);
        domeX = (float) (patient.cageWidth * (dice.uniform(0.4, 0.54) + own.normal(0, 0.03)));
        double flat = 1 - 0.65 * Math.min(1, patient.emphysema * 1.3);
        domeCurveX = (float) (dice.uniform(0.06, 0.11) / s * (patient.emphysema > 0 ? flat : 1));
        domeCurveY = (float) (dice.uniform(0.03, 0.055) * (patient.emphysema > 0 ? 0.8 : 1));
        domeY = (float) (-patient.cageDepth * dice.uniform(0.05, 0.3));
        depth = (float) (0.93 * patient.cageDepth);
        double taper = dice.uniform(2.1, 3.3);
        flank = new Shape.Table(rest -> Math.sqrt(Math.max(0, 1 - StrictMath.pow(rest, taper))));
    }

    Lung build() {
        Projection.Box box = scene.projection.box(0, side.sign * 1.02 * lateral, 1, dome - 16, apex);
        int most = (box.right() - box.left() + 1) * (box.bottom() - box.top() + 1);
        int[] found = new int[most];
        float[] across = new float[most];
        int count = 0;
        for (int j = box.top(); j <= box.bottom(); j++) {
            for (int i = box.left(); i <= box.right(); i++) {
                float x = plane.x(i, j) * side.sign;
                float z = plane.z(i, j);
                if (x > 0 && z < apex && z > dome - 16) {
                    float at = across(x, z);
                    if (Math.abs(at) < 1) {
                        across[count] = at;
                        found[count++] = j * scene.size + i;
                    }
                }
            }
        }
        Lung lung = new Lung(side, Arrays.copyOf(found, count));
        fill(lung, across);
        return lung;
    }

    /**
     * @param across place of each pixel between the lung's borders, see {@link #across(float, float)}
     */
    private void fill(Lung lung, float[] across) {
        float[] from = new float[obstacles.size() + 1];
        float[] to = new float[obstacles.size() + 1];
        int organ = side == Side.RIGHT ? Masks.RIGHT_LUNG : Masks.LEFT_LUNG;
        int diaphragm = side == Side.RIGHT ? Masks.RIGHT_HEMIDIAPHRAGM : Masks.LEFT_HEMIDIAPHRAGM;
        for (int k = 0; k < lung.count; k++) {
            int index = lung.index[k];
            float x = plane.x(index % scene.size, index / scene.size) * side.sign;
            float z = plane.z(index % scene.size, index / scene.size);
            float t = (apex - z) / height;
            lung.x[k] = x;
            lung.z[k] = z;
            lung.t[k] = t;
            lung.fromWall[k] = outer(t) - x;
            lung.aboveDome[k] = z - domeAt(x);
            float half = halfDepth(across[k], t);
            lung.thickness[k] = Math.max(0, 2 * half - covered(index, lung.aboveDome[k], half, from, to));
            boolean shows = lung.aboveDome[k] > 0 && heart[index] < 0.6f && lung.thickness[k] > least(across[k], t);
            lung.setVisible(k, shows);
            if (shows) {
                scene.masks.organ(organ, index);
            } else if (lung.aboveDome[k] <= 0 && lung.aboveDome[k] > -MUSCLE) {
                scene.masks.organ(diaphragm, index);
            }
        }
    }

    /** What thickness looks like lung: half of the usual beside the mediastinum, whose outline lungs overlap before and behind. */
    private float least(float across, float t) {
        return across < 0 ? Math.max(0.5f, halfDepth(0, t)) : 0.5f;
    }

    /** Length of the ray inside [0.6 - half, 0.6 + half] that heart, vessels or diaphragm take. */
    private float covered(int index, float aboveDome, float half, float[] from, float[] to) {
        if (hits[index] == 0 && aboveDome >= 0) {
            return 0;
        }
        float front = 0.6f - half;
        float back = 0.6f + half;
        int n = 0;
        if (aboveDome < 0) {
            float reach = (float) Math.sqrt(-aboveDome / domeCurveY);
            n = insert(domeY - reach, domeY + reach, from, to, n);
        }
        for (int left = hits[index] & 0xFF; left != 0; left &= left - 1) {
            Mediastinum.Obstacle obstacle = obstacles.get(Integer.numberOfTrailingZeros(left));
            float reach = obstacle.halfDepth()[index];
            n = insert(obstacle.y() - reach, obstacle.y() + reach, from, to, n);
        }
        float sum = 0;
        float at = front;
        for (int i = 0; i < n; i++) {
            float start = Math.max(at, from[i]);
            float end = Math.min(back, to[i]);
            if (end > start) {
                sum += end - start;
                at = end;
            }
        }
        return sum;
    }

    private static int insert(float start, float end, float[] from, float[] to, int n) {
        int at = n;
        while (at > 0 && from[at - 1] > start) {
            from[at] = from[at - 1];
            to[at] = to[at - 1];
            at--;
        }
        from[at] = start;
        to[at] = end;
        return n + 1;
    }

    /** -1 at the medial border, 1 at the lateral one. */
    private float across(float x, float z) {
        float t = (apex - z) / height;
        float outer = outer(t);
        float inner = inner(t);
        float half = Math.max(0.05f, (outer - inner) / 2);
        return (x - (outer + inner) / 2) / half;
    }

    /** Height of the dome's contour; it falls steeply to the wall and gently towards the central tendon. */
    private float domeAt(float x) {
        float d = x - domeX;
        return dome - (d > 0 ? 1 : 0.3f) * domeCurveX * d * d;
    }

    private float outer(float t) {
        float rest = Math.max(0, 1 - t / widest);
        return apexX + (lateral - apexX) * flank.at(rest);
    }

    private float inner(float t) {
        float rest = Math.max(0, 1 - t / 0.16f);
        return apexX - (apexX - medial) * (float) Math.sqrt(Math.max(0, 1 - rest * rest));
    }

    private float halfDepth(float across, float t) {
        float u2 = across * across;
        // Round at the side; a wedge towards the middle, where lung wraps around heart and spine.
        float profile = across > 0 ? (float) Math.sqrt(Math.max(0, 1 - u2)) : 1 - u2 * u2 * (0.5f - 0.5f * across);
        return depth * (0.42f + 0.58f * Shape.clamp(t / 0.42f)) * profile;
    }
}
