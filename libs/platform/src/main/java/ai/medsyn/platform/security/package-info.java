/**
 * Who may call a service: only bearers of a short-lived token signed by the gateway.
 */
@NullMarked
package ai.medsyn.platform.security;

import org.jspecify.annotations.NullMarked;
