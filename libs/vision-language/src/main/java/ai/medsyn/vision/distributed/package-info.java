/**
 * Exact data parallelism: training with N processes computes what one process with the same global batch computes, up to rounding.
 *
 * <p>A contrastive loss is not a mean over rows: every row is compared with every other, so averaging the losses of the processes' parts
 * is a different (and easier) objective, although all processes stay in step. Here every process gathers the embeddings of all, computes
 * the loss of the whole batch, and lets gradients flow only through its own rows. Each path from a parameter to the loss then lies in exactly one
 * process, and the <em>sum</em> of the processes' gradients is the gradient. Parameters of the objective itself (prototypes, a temperature)
 * see all rows in every process, so their gradients are averaged. Batch normalisation sees the whole batch, too, through {@link
 * ai.medsyn.vision.distributed.SharedSums}.
 *
 * <p>Processes meet at a TCP store that rank 0 opens. Whichever of them fails, the collective operations of the others fail, too; they meet again under
 * a new number and go on from the last checkpoint.
 */
@NullMarked
package ai.medsyn.vision.distributed;

import org.jspecify.annotations.NullMarked;
