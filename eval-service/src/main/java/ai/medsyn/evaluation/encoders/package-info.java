/**
 * What turns films and sentences into vectors. Tasks know the two ports only; whether a pair is ONNX in a folder or a checkpoint of this platform is
 * settled here, together with the preprocessing, which is part of a model's identity: the same weights behind another resize give other numbers.
 */
@NullMarked
package ai.medsyn.evaluation.encoders;

import org.jspecify.annotations.NullMarked;
