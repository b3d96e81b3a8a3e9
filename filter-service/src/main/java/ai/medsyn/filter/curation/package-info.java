/**
 * Curation: which candidates of a corpus are good enough for a dataset, and why the others are not.
 *
 * <p>It is two jobs. <i>Measuring</i> reads every candidate's text and image once, in blocks that any worker may take, and stores one row of
 * numbers and fingerprints. <i>Deciding</i> walks those rows in the order of the ordinals and writes a verdict per policy. Only the
 * near-duplicate policies look beyond the candidate itself, and only at candidates accepted before it; so the decision is the same
 * whatever the blocks, workers, rounds and crashes were, and a dataset can be cut again with other thresholds when its images
 * are long gone.
 */
@NullMarked
package ai.medsyn.filter.curation;

import org.jspecify.annotations.NullMarked;
