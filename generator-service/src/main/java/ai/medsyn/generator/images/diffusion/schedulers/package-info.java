/**
 * Samplers of latent diffusion: each class is one published method and its {@code step} reads like the paper's equation. All follow
 * the reference implementation (diffusers) to 1e-5 of the largest value at every step.
 *
 * <p>A scheduler belongs to one sample: it holds that sample's history and nothing else, so an image cannot depend on its batch.
 * Coefficients are computed in double, samples are float.
 *
 * <p>Notation: {@code x} the noisy sample at time t, {@code abar} the cumulative product of {@code 1 - beta}, {@code x0} the predicted clean
 * sample, {@code eps} the predicted noise. In the variance-exploding form used by Karras et al., {@code sigma = sqrt((1 - abar) / abar)}.
 */
@NullMarked
package ai.medsyn.generator.images.diffusion.schedulers;

import org.jspecify.annotations.NullMarked;
