package ai.medsyn.generator.images.diffusion.schedulers;

/**
 * Denoises one sample. Use it once, with calls 0, 1, … {@code timesteps().length - 1}:
 *
 * <pre>
 * x = initialNoiseSigma * gaussian
 * for each call k: output = unet(inputScale(k) * x, timesteps[k]); x = step(k, x, output, noise)
 * </pre>
 */
public interface Scheduler {

    /** The time of each call of the U-Net, in training steps, descending; mostly integers. */
    double[] timesteps();

    /** Standard deviation of the sample at the first call. */
    double initialNoiseSigma();

    /** What the sample is multiplied with before the U-Net sees it. */
    default double inputScale(int call) {
        return 1;
    }

    /**
     * One step towards the image.
     *
     * @param call 0, 1, … in order
     * @param x the sample before the step, not scaled; not changed
     * @param output what the U-Net said about it; not changed
     * @param noise standard Gaussian values, for samplers that add noise at every step
     * @return the sample after the step
     */
    float[] step(int call, float[] x, float[] output, Noise noise);

    /** Standard Gaussian noise of one sample. */
    @FunctionalInterface
    interface Noise {

        /** The values of one call; the same call gives the same values. */
        float[] at(int call);
    }
}
