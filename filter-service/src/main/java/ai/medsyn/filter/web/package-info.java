/** Curation over HTTP, for the gateway: policies, jobs, and trying thresholds. */
@NullMarked
package ai.medsyn.filter.web;

import org.jspecify.annotations.NullMarked;
