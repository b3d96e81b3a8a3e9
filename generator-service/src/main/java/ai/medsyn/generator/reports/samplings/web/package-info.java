/** Samplings over HTTP, for the gateway. */
@NullMarked
package ai.medsyn.generator.reports.samplings.web;

import org.jspecify.annotations.NullMarked;
