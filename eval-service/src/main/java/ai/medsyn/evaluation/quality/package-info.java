/**
 * How good a dataset is without training on it: how close its films are to real ones, how varied, how well text and film belong together, whether reports
 * say what was asked, and whether films repeat real ones. Every number names its encoder, preprocessing and counts, for without them it means nothing.
 */
@NullMarked
package ai.medsyn.evaluation.quality;

import org.jspecify.annotations.NullMarked;
