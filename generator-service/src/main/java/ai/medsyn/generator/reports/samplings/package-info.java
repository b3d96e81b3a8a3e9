/**
 * Entity sets for those who write reports elsewhere: sampled as for a dataset, kept as rows, and nothing else made of them.
 *
 * <p>The same plans as those of datasets: every worker computes the whole plan and stores its own ordinals.
 */
@NullMarked
package ai.medsyn.generator.reports.samplings;

import org.jspecify.annotations.NullMarked;
