/** Report generation over HTTP, for the gateway. */
@NullMarked
package ai.medsyn.generator.reports.web;

import org.jspecify.annotations.NullMarked;
