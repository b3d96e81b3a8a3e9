package ai.medsyn.vision.encoders;

import ai.medsyn.vision.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What an image encoder sees.
 *
 * @param global [B, D]
 * @param local [B, C, H, W]
 * @param attention how much the global vector looks at each local one, [B, H * W], mean over heads of the last layer; null for
 *     encoders without attention
 */
public record ImageFeatures(
        Tensor global, Tensor local, @Nullable Tensor attention) {}
