package ai.medsyn.generator.images.diffusion;

import ai.medsyn.generator.images.diffusion.schedulers.SchedulerConfig;

/**
 * How images are denoised; one value for a whole batch.
 *
 * @param steps of the scheduler
 * @param guidance towards the prompt
 * @param scheduler and all of its keys
 * @param negativePrompt what the unconditional half is given instead of nothing
 * @param width pixels
 * @param height pixels
 */
record Denoising(
        int steps, Guidance guidance, SchedulerConfig scheduler, String negativePrompt, int width, int height) {

    /**
     * One image.
     *
     * @param prompt what it shows
     * @param noise where its Gaussian values come from
     */
    record Sample(String prompt, NoiseSource noise) {}

    /**
     * What denoising gave.
     *
     * @param latents channels x height / scale x width / scale
     * @param text the embedded prompt, for its token count
     * @param defect why the latents are unusable, or ""
     */
    record Latents(float[] latents, TextEncoder.Embedding text, String defect) {}

    /** Told after every call of the U-Net. */
    interface Listener {

        Listener NONE = (call, calls, latents) -> {};

        /**
         * @param call 1 to calls
         * @param latents of the first sample of the batch as they are now; not to be changed
         */
        void step(int call, int calls, float[] latents);
    }
}
