/** Evaluations over HTTP. */
@NullMarked
package ai.medsyn.evaluation.runs.web;

import org.jspecify.annotations.NullMarked;
