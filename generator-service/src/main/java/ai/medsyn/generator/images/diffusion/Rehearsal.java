package ai.medsyn.generator.images.diffusion;

import ai.medsyn.generator.images.diffusion.schedulers.Scheduler;
import ai.medsyn.generator.images.diffusion.schedulers.Schedulers;
import ai.medsyn.imaging.PngEncoder;
import java.util.Map;

/**
 * One image without its networks: everything that Java does beside them, on made-up predictions. Done while a model is loaded, so that its first image does not
 * pay for classes that are not loaded and loops that are not compiled yet, about 50 ms. The embedding of the empty negative prompt stays.
 */
final class Rehearsal {

    private static final int CALLS = 20;
    private static final int SIDE = 256; // pixels
    private static final int LATENTS = 4 * (SIDE / 8) * (SIDE / 8);

    private Rehearsal() {}

    static void of(DiffusionPipeline pipeline) {
        pipeline.encoder().encode("", pipeline.embedding());
        GaussianStream noise = new GaussianStream(0);
        Guidance guidance = new Guidance(2, 0);
        Scheduler scheduler = Schedulers.create(
                pipeline.scheduler(), Math.min(CALLS, pipeline.scheduler().trainTimesteps()));
        float[] x = noise.latents(LATENTS);
        for (int call = 0; call < scheduler.timesteps().length; call++) {
            x = scheduler.step(call, x, guidance.combine(x, x), at -> noise.noise(at, LATENTS));
        }
        ColourImage image = new ColourImage(SIDE, SIDE, pixels(x));
        image.defect();
        image.channelSpread();
        PngEncoder.encode(image.gray(), Map.of());
    }

    /** Some 3 x side x side values of 0 to 1. */
    private static float[] pixels(float[] values) {
        float[] pixels = new float[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            float value = values[i % values.length];
            pixels[i] = Math.min(1, Math.abs(value));
        }
        return pixels;
    }
}
