/**
 * Networks that others trained: tensors on disk, ONNX Runtime sessions and the tokenizers that belong to them. Plain Java.
 *
 * <p>{@link ai.medsyn.onnx.Safetensors} is the one format for tensors at rest: a JSON header and raw little-endian data, which
 * can be mapped, checked before a byte of it is used, and read by every other framework.
 *
 * <p>{@link ai.medsyn.onnx.OnnxSession} is a network in ONNX Runtime. Native code never sees a file that {@link ai.medsyn.onnx.OnnxGraph} has not read: a file that is
 * cut off, lacks external data or needs unknown operators is an {@link ai.medsyn.onnx.InvalidModelException} with its reason.
 */
@NullMarked
package ai.medsyn.onnx;

import org.jspecify.annotations.NullMarked;
