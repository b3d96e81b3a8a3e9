package ai.medsyn.vision.heads;

import ai.medsyn.vision.heads.YoloScale.Anchor;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.Arrays;

/**
 * What every cell of a scale should say: the cell that holds an object's centre answers for it, with the anchor whose shape
 * overlaps it most; other anchors of that cell that overlap it by more than one half are excused.
 */
final class YoloTargets {
    private static final float EXCUSED = 0.5f;

    /** What a cell predicts of a box. */
    enum Cell {
        X,
        Y,
        WIDTH,
        HEIGHT
    }

    private final YoloScale scale;
    private final int rows;
    private final int columns;
    private final long[] shape;
    private final float[] object;
    private final float[] background;
    private final float[] classes;
    private final float[][] box;

    private YoloTargets(YoloScale scale, int images, int rows, int columns) {
        this.scale = scale;
        this.rows = rows;
        this.columns = columns;
        shape = new long[] {images, scale.anchors().size(), rows, columns};
        int cells = images * scale.anchors().size() * rows * columns;
        object = new float[cells];
        background = new float[cells];
        Arrays.fill(background, 1);
        classes = new float[cells * scale.classes()];
        box = new float[Cell.values().length][cells];
    }

    /** @param targets [B, T, 5] as {@link YoloScale#loss} takes them */
    static YoloTargets of(YoloScale scale, Tensor targets, int rows, int columns) {
        int images = (int) targets.size(0);
        int perImage = (int) targets.size(1);
        float[] values = targets.floats();
        YoloTargets result = new YoloTargets(scale, images, rows, columns);
        for (int image = 0; image < images; image++) {
            for (int t = 0; t < perImage; t++) {
                float[] target = Arrays.copyOfRange(values, (image * perImage + t) * 5, (image * perImage + t + 1) * 5);
                if (target[0] + target[1] + target[2] + target[3] + target[4] != 0) {
                    result.add(image, target);
                }
            }
        }
        return result;
    }

    private void add(int image, float[] target) {
        double x = (double) target[1] * columns;
        double y = (double) target[2] * rows;
        double width = (double) target[3] * columns;
        double height = (double) target[4] * rows;
        int column = Math.min((int) x, columns - 1);
        int row = Math.min((int) y, rows - 1);
        float[] overlaps = overlaps(width, height);
        int best = 0;
        for (int anchor = 0; anchor < overlaps.length; anchor++) {
            if (overlaps[anchor] > EXCUSED) {
                background[index(image, anchor, row, column)] = 0;
            }
            best = overlaps[anchor] > overlaps[best] ? anchor : best;
        }
        int cell = index(image, best, row, column);
        object[cell] = 1;
        box[Cell.X.ordinal()][cell] = (float) (x - column);
        box[Cell.Y.ordinal()][cell] = (float) (y - row);
        box[Cell.WIDTH.ordinal()][cell] = (float) Math.log(width / widthInCells(best) + 1e-16);
        box[Cell.HEIGHT.ordinal()][cell] = (float) Math.log(height / heightInCells(best) + 1e-16);
        classes[cell * scale.classes() + (int) target[0]] = 1;
    }

    /** Of the object's shape with every anchor's, both at the origin, in cells. */
    private float[] overlaps(double width, double height) {
        Box shapeOfObject = new Box(0, 0, (float) width, (float) height);
        float[] overlaps = new float[scale.anchors().size()];
        for (int anchor = 0; anchor < overlaps.length; anchor++) {
            overlaps[anchor] =
                    shapeOfObject.overlap(new Box(0, 0, (float) widthInCells(anchor), (float) heightInCells(anchor)));
        }
        return overlaps;
    }

    private double widthInCells(int index) {
        Anchor anchor = scale.anchors().get(index);
        return anchor.width() / ((double) scale.imageSide() / columns);
    }

    private double heightInCells(int index) {
        Anchor anchor = scale.anchors().get(index);
        return anchor.height() / ((double) scale.imageSide() / rows);
    }

    private int index(int image, int anchor, int row, int column) {
        return ((image * scale.anchors().size() + anchor) * rows + row) * columns + column;
    }

    /** [B, A, H, W], 1 where a cell answers for an object. */
    Tensor object() {
        return Tensors.of(object, shape);
    }

    /** [B, A, H, W], 1 where a cell should see nothing. A cell that answers for a badly overlapping object is in both. */
    Tensor background() {
        return Tensors.of(background, shape);
    }

    /** [B, A, H, W] */
    Tensor of(Cell part) {
        return Tensors.of(box[part.ordinal()], shape);
    }

    /** [B, A, H, W, C], one-hot. */
    Tensor classes() {
        return Tensors.of(classes, shape[0], shape[1], shape[2], shape[3], scale.classes());
    }
}
