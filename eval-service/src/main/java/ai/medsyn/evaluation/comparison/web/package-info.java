/** Comparisons over HTTP. */
@NullMarked
package ai.medsyn.evaluation.comparison.web;

import org.jspecify.annotations.NullMarked;
