/** Quality reports over HTTP. */
@NullMarked
package ai.medsyn.evaluation.quality.web;

import org.jspecify.annotations.NullMarked;
