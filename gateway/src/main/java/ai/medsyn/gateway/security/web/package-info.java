/**
 * API keys and the gateway's public keys over HTTP.
 */
@NullMarked
package ai.medsyn.gateway.security.web;

import org.jspecify.annotations.NullMarked;
