/**
 * Latent diffusion in ONNX Runtime: Stable Diffusion 1.x and 2.x, RoentGen and whatever else was exported in that shape, from a directory.
 *
 * <p>A directory is introspected, never assumed: names, ranks and element types come from the ONNX files, everything else from the configurations beside them
 * ({@link ai.medsyn.generator.images.diffusion.PipelineFiles}, {@link ai.medsyn.generator.images.diffusion.LatentSpace}). One {@code DiffusionPipeline} runs it; the loop itself is
 * {@code DenoisingLoop}, the methods are in {@code schedulers}.
 *
 * <p>An image is a function of its prompt, its seed and the settings. Three decisions keep it so: noise comes from a counter-based stream a sample, text
 * and latents are encoded and decoded one at a time, and the U-Net always sees the same batch shape.
 */
@NullMarked
package ai.medsyn.generator.images.diffusion;

import org.jspecify.annotations.NullMarked;
