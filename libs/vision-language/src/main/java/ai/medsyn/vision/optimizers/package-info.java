/**
 * Optimisers as PyTorch defines them, with their state in plain named tensors, so that a checkpoint holds everything and a
 * resumed run continues to the last bit.
 */
@NullMarked
package ai.medsyn.vision.optimizers;

import org.jspecify.annotations.NullMarked;
