/**
 * What training runs leave behind for everyone to read: the run, its metrics by step, its checkpoints. training-service writes them, the gateway
 * shows them; the run's state and progress are those of its job, whose id it shares.
 *
 * <p>A run that was killed goes on from its last checkpoint and computes the steps behind it again. They come out the same, so metrics are
 * written over and checkpoints under the same step are the same checkpoint.
 */
@NullMarked
package ai.medsyn.platform.trainings;

import org.jspecify.annotations.NullMarked;
