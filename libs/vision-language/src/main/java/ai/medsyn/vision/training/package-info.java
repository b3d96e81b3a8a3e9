/**
 * One loop that trains. {@link ai.medsyn.vision.training.TrainingLoop} is all of it, in the order in which it happens: a batch, the loss of the whole
 * group's batch, gradients summed and clipped, a step, and now and then a validation and a checkpoint. What it trains is a
 * {@link ai.medsyn.vision.training.Learner}: pairs of encoders here, heads on frozen encoders where models are evaluated.
 *
 * <p>A run is a function of its settings, its seed and its data. Every random number is drawn by counter (epoch, place, step), so a checkpoint
 * holds weights, the optimiser's moments and a few numbers, and a run that goes on from it ends, on a CPU with the same number of
 * threads, with the bytes of one that was never disturbed. A checkpoint is written beside the earlier ones and counts only once it is whole: neither
 * a crash nor a full disk touches the last good one.
 */
@NullMarked
package ai.medsyn.vision.training;

import org.jspecify.annotations.NullMarked;
