/** The one door: the public API, security, and pipelines across the services. */
@NullMarked
package ai.medsyn.gateway;

import org.jspecify.annotations.NullMarked;
