/** Measures the diffusion pipeline from inside its package. */
@NullMarked
package ai.medsyn.generator.images.diffusion;

import org.jspecify.annotations.NullMarked;
