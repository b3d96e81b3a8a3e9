/**
 * The job resource over HTTP, the same in every service.
 */
@NullMarked
package ai.medsyn.platform.jobs.web;

import org.jspecify.annotations.NullMarked;
