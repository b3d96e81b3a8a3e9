/**
 * From stored pairs to batches, in two moves. {@link ai.medsyn.vision.data.ShardPreparation} decodes, resizes and tokenises every pair once and
 * writes {@link ai.medsyn.vision.data.Shard}s; {@link ai.medsyn.vision.data.BatchLoader} reads them through the page cache, crops, flips and
 * collates ahead of the training loop.
 *
 * <p>Which pair stands at which place of which epoch, how it is cropped and which of its sentences is read are functions of (seed, epoch,
 * place) and of nothing else, so that a batch can be made at any time by any process: there is no generator state to save, and neither threads
 * nor the number of processes change what is trained on.
 */
@NullMarked
package ai.medsyn.vision.data;

import org.jspecify.annotations.NullMarked;
