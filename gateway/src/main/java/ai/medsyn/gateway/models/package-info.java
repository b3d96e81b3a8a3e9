/** What the registry at the gateway leaves to the services: only they can load a model and try it out. */
@NullMarked
package ai.medsyn.gateway.models;

import org.jspecify.annotations.NullMarked;
