/**
 * A thin, typed face of LibTorch. Native options, optional and array-reference types stay inside: some of their overloads
 * write out of bounds without a word, so the rest of the platform sees {@code long[]} shapes, enums and doubles only.
 *
 * <p>Native memory follows scopes: open one {@link ai.medsyn.vision.tensor.TensorScope} per training step or request, and every
 * intermediate made inside is freed when it closes. What must outlive it (parameters, optimiser state) is marked with
 * {@link ai.medsyn.vision.tensor.Tensor#keep()}.
 */
@NullMarked
package ai.medsyn.vision.tensor;

import org.jspecify.annotations.NullMarked;
