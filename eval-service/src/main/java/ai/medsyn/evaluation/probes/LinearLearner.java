package ai.medsyn.evaluation.probes;

import ai.medsyn.vision.layers.Linear;
import ai.medsyn.vision.objectives.LossTerms;
import ai.medsyn.vision.tensor.DType;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.Functional;
import ai.medsyn.vision.tensor.LibTorch;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.Tensors;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One linear layer on the features of a frozen encoder, as MGCA trains it: y = x W^T + b, binary cross-entropy per finding, or cross-entropy where a film
 * has exactly one. It is computed in double precision: its numbers then do not depend on how LibTorch divides a sum among threads.
 */
final class LinearLearner extends HeadLearner implements AutoCloseable {

    private final Linear layer;
    private final boolean exclusive;
    private final Labelled training;
    private final @Nullable Labelled heldOut;

    /**
     * Films with features and labels.
     *
     * @param features [N, D]
     * @param truth [N, C], 1 where a finding is present
     * @param known [N, C], 1 where that counts
     */
    record Labelled(Tensor features, Tensor truth, Tensor known) {

        /** @param rows features of films, at least one */
        static Labelled of(double[][] rows, double[][] truth, double[][] known, Device device) {
            return new Labelled(tensor(rows, device), tensor(truth, device), tensor(known, device));
        }

        private static Tensor tensor(double[][] rows, Device device) {
            int width = rows[0].length;
            double[] flat = new double[rows.length * width];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(rows[i], 0, flat, i * width, width);
            }
            return Tensors.of(flat, rows.length, width).to(device).keep();
        }

        int size() {
            return (int) features.size(0);
        }

        Labelled rows(int[] films) {
            long[] indices = Arrays.stream(films).asLongStream().toArray();
            Tensor rows = Tensors.of(indices, indices.length).toDeviceOf(features);
            return new Labelled(features.indexSelect(0, rows), truth.indexSelect(0, rows), known.indexSelect(0, rows));
        }

        void free() {
            features.free();
            truth.free();
            known.free();
        }
    }

    /**
     * The two sides.
     *
     * @param heldOut null if nothing is held out
     * @param exclusive whether a film has exactly one of the findings
     */
    record Data(Labelled training, @Nullable Labelled heldOut, boolean exclusive) {}

    private LinearLearner(Linear layer, Data data, HeadNumbers numbers, long seed) {
        super(
                layer,
                numbers.weightDecay(),
                seed,
                new Size(
                        data.training().size(),
                        data.heldOut() == null ? 0 : data.heldOut().size(),
                        numbers.batchOf(data.training().size())));
        this.layer = layer;
        this.training = data.training();
        this.heldOut = data.heldOut();
        this.exclusive = data.exclusive();
    }

    static LinearLearner of(Data data, HeadNumbers numbers, long seed, Device device) {
        Linear layer;
        // LibTorch has one generator per process: whoever else draws must do so before or after.
        synchronized (LibTorch.class) {
            LibTorch.seed(seed, -1);
            layer = new Linear(
                    data.training().features().size(1), data.training().truth().size(1));
        }
        layer.to(DType.FLOAT64);
        layer.to(device);
        return new LinearLearner(layer, data, numbers, seed);
    }

    @Override
    LossTerms loss(Batch batch) {
        Tensor loss = loss(training.rows(batch.films()));
        return new LossTerms(loss, Map.of());
    }

    @Override
    double heldOutLoss() {
        return loss(Objects.requireNonNull(heldOut)).item();
    }

    private Tensor loss(Labelled films) {
        Tensor logits = layer.forward(films.features()); // [B, C]
        Tensor likelihood = exclusive
                ? logits.logSoftmax(1).times(films.truth())
                // log p of what is there, log (1 - p) of what is not
                : Functional.logSigmoid(logits)
                        .times(films.truth())
                        .plus(Functional.logSigmoid(logits.negate())
                                .times(films.truth().negate().plus(1)));
        Tensor counted = exclusive ? films.truth() : films.known();
        return likelihood
                .times(films.known())
                .sum()
                .dividedBy(counted.sum().clampMin(1))
                .negate();
    }

    /** Probabilities of one film. */
    double[] probabilities(double[] features) {
        Tensor logits = layer.forward(Tensors.of(features, 1, features.length).toDeviceOf(training.features()));
        return (exclusive ? logits.softmax(1) : logits.sigmoid()).doubles();
    }

    /** Frees the layer and both sides. */
    @Override
    public void close() {
        layer.close();
        training.free();
        if (heldOut != null) {
            heldOut.free();
        }
    }
}
