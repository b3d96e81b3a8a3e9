/**
 * What curation asks of a candidate. A {@link ai.medsyn.filter.policies.Policy} is one question: what it measures, on which side of
 * its threshold a candidate passes, and what a failure means. {@link ai.medsyn.filter.policies.Policies} is the list of them.
 *
 * <p>Measuring and judging are apart on purpose. Measuring reads texts and images, once per candidate; judging compares a
 * stored number with a threshold, and can be done again with other thresholds after every image is gone. What cannot be
 * measured has no number and never passes. No Spring, no database.
 */
@NullMarked
package ai.medsyn.filter.policies;

import org.jspecify.annotations.NullMarked;
