/**
 * Who may call a service: only bearers of a short-lived token signed by the gateway.
 *
 * <p>The gateway knows people and programs by their API keys; the services know only the gateway. For each call the gateway signs (ES256) who
 * asks, for which team, in which role, and for which service; a service checks that against the gateway's public keys and needs no secret of its
 * own. A token lives a minute and names one service, so a stolen one is worth little elsewhere or later.
 *
 * <p>The {@link ai.medsyn.platform.security.Caller} is the same in the gateway and in the services: a controller takes it as an argument.
 */
@NullMarked
package ai.medsyn.platform.security;

import org.jspecify.annotations.NullMarked;
