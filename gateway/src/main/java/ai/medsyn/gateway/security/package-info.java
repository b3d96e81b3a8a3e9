/**
 * Who may use the public API, and how the gateway speaks for them to the services.
 *
 * <p>An API key is {@code medsyn_<id>_<secret>}: the id finds the row, the secret proves it. The secret has 256 random bits and is stored as its
 * SHA-256. A slow password hash would add nothing, since nobody can guess 2<sup>256</sup> values, and would make every request slow and every
 * wrong key expensive.
 *
 * <p>A key's row is remembered for a few seconds, so that polling costs no query; revoking is therefore seen here at once and by other gateways
 * within {@link ai.medsyn.gateway.security.KeyCheck#REMEMBERED}. To the services the gateway shows no key but a token that it signs for the call.
 */
@NullMarked
package ai.medsyn.gateway.security;

import org.jspecify.annotations.NullMarked;
