package ai.medsyn.vision.training;

import ai.medsyn.vision.data.Augmentation;
import ai.medsyn.vision.data.HeldOut;
import ai.medsyn.vision.data.Mixture;
import ai.medsyn.vision.encoders.TokenBatch;
import org.jspecify.annotations.Nullable;

/**
 * What is trained on.
 *
 * @param training pairs to learn from
 * @param heldOut pairs to validate on; null to train without validation
 * @param augmentation of the training images
 * @param input how batches become tensors
 */
public record TrainingData(Mixture training, @Nullable HeldOut heldOut, Augmentation augmentation, ModelInput input) {

    /** One batch as the model takes it. */
    record Batch(ai.medsyn.vision.tensor.Tensor images, TokenBatch tokens) {}
}
