/**
 * The description of the whole public API, at {@code /v3/api-docs} and as pages at {@code /swagger-ui.html}.
 *
 * <p>It is open to everybody: it tells how to ask, and nothing of what there is.
 */
@NullMarked
package ai.medsyn.gateway.openapi;

import org.jspecify.annotations.NullMarked;
