/**
 * From scores to numbers that can be trusted: every metric with its interval, its counts, and what was left out and why. Thresholds come from
 * validation films; the maximum of F1 over the test films is reported too, because papers do, under a name that says what it is.
 */
@NullMarked
package ai.medsyn.evaluation.classification;

import org.jspecify.annotations.NullMarked;
