package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.metrics.Overlap;
import ai.medsyn.imaging.GrayImage;
import ai.medsyn.platform.lineage.Seeds;
import ai.medsyn.vision.heads.SegmentationLoss;
import ai.medsyn.vision.heads.UNetDecoder;
import ai.medsyn.vision.objectives.LossTerms;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;

/** A U-Net's decoder that outlines one class. A film's outline is where its probability is above one half. */
final class SegmentationLearner extends MapLearner<BitSet> {

    private final UNetDecoder decoder;

    private SegmentationLearner(UNetDecoder decoder, Setup setup) {
        super(decoder, setup);
        this.decoder = decoder;
    }

    static SegmentationLearner of(Setup setup) {
        UNetDecoder decoder;
        // LibTorch has one generator per process: whoever else draws must do so before or after.
        synchronized (LibTorch.class) {
            LibTorch.seed(setup.how().seed(), -1);
            decoder = new UNetDecoder(setup.encoder().resNet().mapSizes(), 1);
        }
        decoder.to(setup.how().device());
        return new SegmentationLearner(decoder, setup);
    }

    @Override
    LossTerms loss(Batch batch) throws IOException {
        SquareFilms films = setup().training();
        List<GrayImage> pixels = new ArrayList<>();
        List<BitSet> outlines = new ArrayList<>();
        for (int place : batch.films()) {
            int film = setup().subset()[place];
            ShiftScaleRotate turn = ShiftScaleRotate.drawn(
                    films.side(),
                    RandomGeneratorFactory.of("L64X128MixRandom")
                            .create(Seeds.derive(seed(), "augment:" + batch.epoch(), film, 0)));
            pixels.add(turn.film(films.pixels(film)));
            outlines.add(turn.outline(films.known(film).outline()));
        }
        return new LossTerms(loss(pixels, outlines), Map.of());
    }

    private Tensor loss(List<GrayImage> films, List<BitSet> outlines) {
        Tensor logits = decoder.forward(maps(films)).squeeze(1); // [B, S, S]
        int side = films.get(0).width();
        float[] target = new float[films.size() * side * side];
        for (int i = 0; i < films.size(); i++) {
            int offset = i * side * side;
            outlines.get(i).stream().forEach(pixel -> target[offset + pixel] = 1);
        }
        return SegmentationLoss.OFFICIAL.loss(
                logits, Tensors.of(target, films.size(), side, side).toDeviceOf(logits));
    }

    /** Faithful: the mean loss of full batches. Corrected: 1 - mean Dice, which is what is reported in the end. */
    @Override
    double heldOutLoss() throws IOException {
        SquareFilms films = setup().heldOut();
        if (faithful()) {
            return lossOfBatches(films);
        }
        List<BitSet> found = lookAt(films);
        double dice = 0;
        for (int i = 0; i < found.size(); i++) {
            dice += Overlap.dice(found.get(i), films.known(i).outline());
        }
        return 1 - dice / found.size();
    }

    private double lossOfBatches(SquareFilms films) throws IOException {
        int batch = setup().how().numbers().batchOf(films.size());
        int batches = films.size() / batch;
        double loss = 0;
        for (int b = 0; b < batches; b++) {
            List<GrayImage> pixels = new ArrayList<>();
            List<BitSet> outlines = new ArrayList<>();
            for (int i = b * batch; i < (b + 1) * batch; i++) {
                pixels.add(films.pixels(i));
                outlines.add(films.known(i).outline());
            }
            try (TensorScope scope = TensorScope.open()) {
                loss += loss(pixels, outlines).item() / batches;
            }
        }
        return loss;
    }

    @Override
    BitSet found(List<Tensor> maps) {
        float[] logits = decoder.forward(maps).floats();
        BitSet outline = new BitSet(logits.length);
        for (int i = 0; i < logits.length; i++) {
            outline.set(i, logits[i] > 0);
        }
        return outline;
    }
}
