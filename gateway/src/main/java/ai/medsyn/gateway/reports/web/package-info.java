/** Report sets over HTTP. */
@NullMarked
package ai.medsyn.gateway.reports.web;

import org.jspecify.annotations.NullMarked;
