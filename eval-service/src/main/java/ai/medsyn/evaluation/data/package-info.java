/**
 * Labelled films as evaluation sees them, wherever they come from: imported ones with the labels, boxes and masks of their source, phantoms with the
 * exact ones of their drawing. Everything behind this package knows one kind of film.
 */
@NullMarked
package ai.medsyn.evaluation.data;

import org.jspecify.annotations.NullMarked;
