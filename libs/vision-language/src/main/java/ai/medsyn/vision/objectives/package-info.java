/**
 * What pre-training minimises, one class per objective, written like its equation with shapes beside it.
 *
 * <p>A method is cut in two. A {@link ai.medsyn.vision.objectives.DualEncoder} embeds the pairs of one process: encoders, pooling and
 * projection heads, row by row. An {@link ai.medsyn.vision.objectives.Objective} compares all pairs of the global batch. Between the
 * two lie plain {@link ai.medsyn.vision.objectives.Embeddings}, whose tensors all have the batch as first dimension, so that data
 * parallel training gathers them and the loss of several processes is the loss of one.
 */
@NullMarked
package ai.medsyn.vision.objectives;

import org.jspecify.annotations.NullMarked;
