/**
 * Weights at rest: safetensors (single or sharded), TorchScript archives, {@code torch.save} state dicts and the parameters inside
 * an ONNX file. Files come from outside: nothing in them is executed, sizes are checked before memory is taken, and names of
 * other conventions are translated in one place.
 */
@NullMarked
package ai.medsyn.vision.weights;

import org.jspecify.annotations.NullMarked;
