/**
 * Hands trained encoders out: weights as safetensors under public names, whole encoders with their projections as ONNX, and a
 * model card. The ONNX graphs are written node by node from the same weights, because LibTorch has no exporter outside Python;
 * every file is run in ONNX Runtime against LibTorch before it gets its name, and the largest difference goes into it.
 */
@NullMarked
package ai.medsyn.vision.export;

import org.jspecify.annotations.NullMarked;
