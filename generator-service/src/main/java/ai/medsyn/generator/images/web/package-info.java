/** Image synthesis over HTTP, for the gateway. */
@NullMarked
package ai.medsyn.generator.images.web;

import org.jspecify.annotations.NullMarked;
