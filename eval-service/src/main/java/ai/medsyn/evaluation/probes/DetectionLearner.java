package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.metrics.Box;
import ai.medsyn.evaluation.metrics.Detection;
import ai.medsyn.evaluation.metrics.MetricUndefined;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.vision.heads.NonMaximumSuppression;
import ai.medsyn.vision.heads.YoloHead;
import ai.medsyn.vision.heads.YoloScale;
import ai.medsyn.vision.objectives.LossTerms;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The head of YOLOv3 that boxes one class. */
final class DetectionLearner extends MapLearner<List<Detection.Found>> {

    /** The official code keeps detections of objectness 0.5 and more, which cuts the curve of precision off; see {@link DetectionTask}. */
    static final double LEAST_OBJECTNESS = 0.01;

    private static final int ANCHORS = 3;
    private static final int COORDINATES = 5;

    private final YoloHead head;
    private final List<YoloScale> scales;

    private DetectionLearner(YoloHead head, Setup setup) {
        super(head, setup);
        this.head = head;
        this.scales = YoloScale.official(1, setup.how().numbers().imageSize());
    }

    static DetectionLearner of(Setup setup) {
        YoloHead head;
        // LibTorch has one generator per process: whoever else draws must do so before or after.
        synchronized (LibTorch.class) {
            LibTorch.seed(setup.how().seed(), -1);
            long[] sizes = setup.encoder().resNet().mapSizes();
            head = new YoloHead(new long[] {sizes[2], sizes[3], sizes[4]}, ANCHORS, 1);
        }
        head.to(setup.how().device());
        return new DetectionLearner(head, setup);
    }

    /** Raw outputs at strides 32, 16 and 8. */
    private List<Tensor> raw(List<Tensor> maps) {
        return head.forward(maps.subList(2, 5));
    }

    @Override
    LossTerms loss(Batch batch) throws IOException {
        SquareFilms films = setup().training();
        List<GrayImage> pixels = new ArrayList<>();
        List<List<Box>> boxes = new ArrayList<>();
        for (int place : batch.films()) {
            int film = setup().subset()[place];
            pixels.add(films.pixels(film));
            boxes.add(films.known(film).boxes());
        }
        Tensor targets = targets(boxes, films.side());
        List<Tensor> outputs = raw(maps(pixels));
        Map<String, Tensor> terms = new LinkedHashMap<>();
        Tensor total = null;
        for (int s = 0; s < scales.size(); s++) {
            YoloScale.Loss loss = scales.get(s).loss(outputs.get(s), targets);
            total = total == null ? loss.total() : total.plus(loss.total());
            loss.terms().forEach((name, term) -> terms.merge(name, term, Tensor::plus));
        }
        return new LossTerms(Objects.requireNonNull(total), terms);
    }

    /** [B, T, 5]: class, centre and size relative to the film; rows of zeros fill up. */
    private static Tensor targets(List<List<Box>> boxes, int side) {
        int most = Math.max(1, boxes.stream().mapToInt(List::size).max().orElse(1));
        float[] values = new float[boxes.size() * most * COORDINATES];
        for (int film = 0; film < boxes.size(); film++) {
            for (int t = 0; t < boxes.get(film).size(); t++) {
                Box box = boxes.get(film).get(t);
                int at = (film * most + t) * COORDINATES;
                values[at + 1] = (float) ((box.x() + box.width() / 2) / side);
                values[at + 2] = (float) ((box.y() + box.height() / 2) / side);
                values[at + 3] = (float) (box.width() / side);
                values[at + 4] = (float) (box.height() / side);
            }
        }
        return Tensors.of(values, boxes.size(), most, COORDINATES);
    }

    /** 1 - mean average precision of the films held out: the faithful one skips films, the corrected one does not. */
    @Override
    double heldOutLoss() throws IOException {
        SquareFilms films = setup().heldOut();
        List<Detection.Image> images = DetectionTask.images(films, lookAt(films));
        try {
            return 1
                    - (faithful()
                            ? DetectionTask.faithful(images)
                            : Detection.meanAveragePrecision(images, Detection.PAPER_THRESHOLDS));
        } catch (MetricUndefined nothingToFind) {
            return 1;
        }
    }

    @Override
    List<Detection.Found> found(List<Tensor> maps) {
        List<Tensor> outputs = raw(maps);
        List<Tensor> decoded = new ArrayList<>();
        for (int s = 0; s < scales.size(); s++) {
            decoded.add(scales.get(s).decode(outputs.get(s)));
        }
        return usable(new NonMaximumSuppression(LEAST_OBJECTNESS, NonMaximumSuppression.OFFICIAL.mostOverlap())
                .apply(Tensors.concatenate(decoded, 1))
                .get(0));
    }

    /** Sides are exponentials: those of a head that has just begun to learn may be beyond all numbers, and then overlap with nothing. */
    static List<Detection.Found> usable(List<ai.medsyn.vision.heads.Detection> detections) {
        List<Detection.Found> usable = new ArrayList<>();
        for (ai.medsyn.vision.heads.Detection detection : detections) {
            var box = detection.box();
            double width = (double) box.right() - box.left();
            double height = (double) box.bottom() - box.top();
            if (Double.isFinite(width) && Double.isFinite(height)) {
                usable.add(new Detection.Found(new Box(box.left(), box.top(), width, height), detection.objectness()));
            }
        }
        return List.copyOf(usable);
    }
}
