/** Experiments, their tables and plots over HTTP. */
@NullMarked
package ai.medsyn.gateway.experiments.web;

import org.jspecify.annotations.NullMarked;
