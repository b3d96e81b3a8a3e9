package ai.medsyn.vision.training;

import ai.medsyn.vision.data.CorruptSampleException;
import ai.medsyn.vision.data.HeldOut;
import ai.medsyn.vision.objectives.Embeddings;
import ai.medsyn.vision.objectives.Retrieval;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.Tensor;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures a model on held-out pairs: the training loss on batches of the training's size, and retrieval among all pairs. */
final class Validation {

    private static final List<Integer> RANKS = List.of(1, 5, 10);
    /** Similarities of more pairs than this would take more than 400 MB; the first ones are compared. */
    private static final int MOST_COMPARED = 10_000;

    private final Trainee trainee;
    private final HeldOut pairs;
    private final ModelInput input;
    private final Device device;
    private final int batchSize;

    Validation(Trainee trainee, HeldOut pairs, ModelInput input, Device device, int batchSize) {
        this.trainee = trainee;
        this.pairs = pairs;
        this.input = input;
        this.device = device;
        this.batchSize = Math.min(batchSize, pairs.size());
    }

    /** The loss; recall, and the share of random pairings that do as well, by k. */
    record Result(double loss, Map<Integer, Double> recall, Map<Integer, Double> pValues, int compared) {}

    Result measure() throws CorruptSampleException {
        trainee.train(false);
        try (NoGradient off = NoGradient.on();
                TensorScope scope = TensorScope.open()) {
            List<Tensor> images = new ArrayList<>();
            List<Tensor> texts = new ArrayList<>();
            double loss = 0;
            int compared = 0;
            int fullBatches = pairs.size() / batchSize;
            for (int from = 0; from < pairs.size(); from += batchSize) {
                int to = Math.min(from + batchSize, pairs.size());
                try (TensorScope batch = TensorScope.open()) {
                    TrainingData.Batch inputs = input.batch(pairs.read(from, to), device);
                    Embeddings embedded = trainee.model().embed(inputs.images(), inputs.tokens());
                    // The last pairs may be fewer, among which partners are easier to find: they count for retrieval
                    // only.
                    if (to - from == batchSize) {
                        loss += trainee.objective().loss(embedded).total().item() / fullBatches;
                    }
                    if (to <= MOST_COMPARED) {
                        images.add(embedded.image().keep());
                        texts.add(embedded.text().keep());
                        compared = to;
                    }
                }
            }
            Result result = compare(loss, compared, images, texts);
            images.forEach(Tensor::free);
            texts.forEach(Tensor::free);
            return result;
        } finally {
            trainee.train(true);
        }
    }

    private static Result compare(double loss, int compared, List<Tensor> images, List<Tensor> texts) {
        Tensor similarities =
                Retrieval.similarities(Tensors.concatenate(images, 0), Tensors.concatenate(texts, 0)); // [N, N]
        Map<Integer, Double> recall = new LinkedHashMap<>();
        Map<Integer, Double> pValues = new LinkedHashMap<>();
        for (int k : RANKS) {
            recall.put(k, Retrieval.recallAt(similarities, k));
            pValues.put(k, Retrieval.pValue(similarities, k));
        }
        return new Result(loss, recall, pValues, compared);
    }
}
