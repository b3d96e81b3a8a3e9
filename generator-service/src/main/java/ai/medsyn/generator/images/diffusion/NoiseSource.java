package ai.medsyn.generator.images.diffusion;

/** Where one sample's Gaussian values come from: its seed, or a file. */
interface NoiseSource {

    /** The initial latents, before the scheduler scales them. */
    float[] latents(int count);

    /** Noise that a scheduler adds at a call. */
    float[] noise(int call, int count);
}
