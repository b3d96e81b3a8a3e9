/** Diffusion models over HTTP, for the gateway. */
@NullMarked
package ai.medsyn.generator.images.diffusion.web;

import org.jspecify.annotations.NullMarked;
