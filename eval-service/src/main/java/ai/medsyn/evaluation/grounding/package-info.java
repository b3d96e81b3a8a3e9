/**
 * Zero-shot grounding: where in a film is what a phrase says? A model that compares cells of films with words gives a heat map without having seen a
 * box; the map is held against boxes or masks. Only films with the finding are asked, thresholds come from validation films, maps are scaled to 0..1
 * first, and the whole sweep is reported, because published numbers differ by the threshold alone (MedKLIP: a fixed one; MAVL: the best on the test
 * films). Everything is measured on one raster per film, so that a box and a mask of the same film mean the same.
 */
@NullMarked
package ai.medsyn.evaluation.grounding;

import org.jspecify.annotations.NullMarked;
