/** Imports and evaluations over HTTP. */
@NullMarked
package ai.medsyn.gateway.evaluations.web;

import org.jspecify.annotations.NullMarked;
