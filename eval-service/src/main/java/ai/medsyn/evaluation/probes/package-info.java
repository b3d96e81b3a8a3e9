/**
 * What a frozen image encoder is good for: a linear layer, a U-Net or a YOLOv3 head is trained on it and measured, at fractions of the training films
 * and with several seeds, by the settings of MGCA's fine-tuning (Wang et al., 2022), with which arXiv 2310.07027 evaluates.
 *
 * <p>Every head is a {@link ai.medsyn.vision.training.Learner} of the loop that pre-trains: optimiser, early stopping, the check for numbers that are
 * none, checkpoints and resuming are the same. A head is measured film by film, so that no number depends on a batch. {@code mgca/faithful} keeps what the
 * official code does to its own disadvantage or advantage, {@code mgca/corrected} does not; the differences are listed in {@code docs/evaluation.md}.
 */
@NullMarked
package ai.medsyn.evaluation.probes;

import org.jspecify.annotations.NullMarked;
