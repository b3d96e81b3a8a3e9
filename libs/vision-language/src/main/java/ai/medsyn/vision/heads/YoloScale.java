package ai.medsyn.vision.heads;

import ai.medsyn.vision.heads.YoloTargets.Cell;
import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One scale of YOLOv3 as MGCA trains it: what the raw outputs [B, A * (5 + C), H, W] of a cell mean, and what they cost.
 *
 * <pre>
 *   box centre   ((column + sigmoid(x)) * stride, (row + sigmoid(y)) * stride)
 *   box size     (anchor width * exp(w), anchor height * exp(h))
 *   objectness   sigmoid, class probabilities sigmoid each
 *   L = 2.5 (bce_x + bce_y + mse_w + mse_h) + bce_object + 0.5 bce_background + bce_class,  means over all cells
 * </pre>
 *
 * @param anchors [A] widths and heights in pixels
 * @param classes C
 * @param imageSide pixels
 */
public record YoloScale(List<Anchor> anchors, int classes, int imageSide) {
    private static final double BOX_WEIGHT = 2.5;
    private static final double BACKGROUND_WEIGHT = 0.5;

    /** A typical box in pixels. */
    public record Anchor(double width, double height) {}

    /** @param total what is minimised; the terms are before weighting: x, y, w, h, objectness, class */
    public record Loss(Tensor total, Map<String, Tensor> terms) {}

    public YoloScale {
        anchors = List.copyOf(anchors);
    }

    /** The official three scales for images of 224 pixels at strides 32, 16 and 8. */
    public static List<YoloScale> official(int classes) {
        return official(classes, 224);
    }

    /** The same for images of another size, with anchors of the same size relative to the image. */
    public static List<YoloScale> official(int classes, int imageSide) {
        double shrink = imageSide / 416.0;
        double[][] sizes = {{116, 90, 156, 198, 373, 326}, {30, 61, 62, 45, 59, 119}, {10, 13, 16, 30, 33, 23}};
        return Arrays.stream(sizes)
                .map(s -> new YoloScale(
                        List.of(
                                new Anchor(s[0] * shrink, s[1] * shrink),
                                new Anchor(s[2] * shrink, s[3] * shrink),
                                new Anchor(s[4] * shrink, s[5] * shrink)),
                        classes,
                        imageSide))
                .toList();
    }

    /** [B, A, H, W, 5 + C] */
    private Tensor cells(Tensor raw) {
        return raw.reshape(raw.size(0), anchors.size(), 5 + classes, raw.size(2), raw.size(3))
                .permute(0, 1, 3, 4, 2)
                .contiguous();
    }

    /**
     * @param raw [B, A * (5 + C), H, W]
     * @param targets [B, T, 5]: class, centre x, centre y, width, height relative to the image; rows of zeros are no objects
     */
    public Loss loss(Tensor raw, Tensor targets) {
        Tensor cells = cells(raw);
        YoloTargets wanted = YoloTargets.of(this, targets, (int) raw.size(2), (int) raw.size(3));
        Tensor object = wanted.object().toDeviceOf(raw); // [B, A, H, W]
        Tensor background = wanted.background().toDeviceOf(raw);
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("x", bce(cells.select(4, 0).sigmoid(), wanted.of(Cell.X), object));
        terms.put("y", bce(cells.select(4, 1).sigmoid(), wanted.of(Cell.Y), object));
        terms.put("w", mse(cells.select(4, 2), wanted.of(Cell.WIDTH), object));
        terms.put("h", mse(cells.select(4, 3), wanted.of(Cell.HEIGHT), object));
        Tensor objectness = cells.select(4, 4).sigmoid();
        Tensor found = Functional.binaryCrossEntropy(objectness.times(object), object);
        Tensor invented = Functional.binaryCrossEntropy(objectness.times(background), background.times(0));
        terms.put("objectness", found.plus(invented.times(BACKGROUND_WEIGHT)));
        Tensor probabilities = cells.slice(4, 5, 5 + classes).sigmoid();
        terms.put("class", bce(probabilities, wanted.classes(), object.unsqueeze(4)));
        Tensor box = sum(terms, "x", "y", "w", "h");
        return new Loss(box.times(BOX_WEIGHT).plus(sum(terms, "objectness", "class")), terms);
    }

    private static Tensor sum(Map<String, Tensor> terms, String... names) {
        return Arrays.stream(names).map(terms::get).reduce(Tensor::plus).orElseThrow();
    }

    private static Tensor bce(Tensor probability, Tensor target, Tensor mask) {
        return Functional.binaryCrossEntropy(
                probability.times(mask), target.toDeviceOf(mask).times(mask));
    }

    private static Tensor mse(Tensor value, Tensor target, Tensor mask) {
        return Functional.meanSquaredError(
                value.times(mask), target.toDeviceOf(mask).times(mask));
    }

    /** [B, A * H * W, 5 + C]: centre x, centre y, width, height in pixels, objectness, class probabilities. */
    public Tensor decode(Tensor raw) {
        try (NoGradient off = NoGradient.on()) {
            Tensor cells = cells(raw.detach());
            long rows = raw.size(2);
            long columns = raw.size(3);
            double strideX = (double) imageSide / columns;
            double strideY = (double) imageSide / rows;
            Tensor column = Tensors.range(columns).toDeviceOf(raw).reshape(1, 1, 1, columns);
            Tensor row = Tensors.range(rows).toDeviceOf(raw).reshape(1, 1, rows, 1);
            List<Tensor> parts = List.of(
                    cells.select(4, 0).sigmoid().plus(column).times(strideX).unsqueeze(4),
                    cells.select(4, 1).sigmoid().plus(row).times(strideY).unsqueeze(4),
                    cells.select(4, 2).exp().times(sizes(raw, true)).unsqueeze(4),
                    cells.select(4, 3).exp().times(sizes(raw, false)).unsqueeze(4),
                    cells.slice(4, 4, 5 + classes).sigmoid());
            return Tensors.concatenate(parts, 4).flatten(1, 3);
        }
    }

    /** [1, A, 1, 1] */
    private Tensor sizes(Tensor like, boolean widths) {
        float[] values = new float[anchors.size()];
        for (int a = 0; a < values.length; a++) {
            values[a] =
                    (float) (widths ? anchors.get(a).width() : anchors.get(a).height());
        }
        return Tensors.of(values, 1, values.length, 1, 1).toDeviceOf(like);
    }
}
