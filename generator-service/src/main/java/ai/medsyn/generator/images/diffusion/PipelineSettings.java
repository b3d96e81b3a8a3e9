package ai.medsyn.generator.images.diffusion;

import ai.medsyn.onnx.SessionSettings;
import java.util.Map;

/**
 * How a pipeline runs.
 *
 * @param session device, threads, cache of optimised graphs
 * @param batch samples that the U-Net gets at once; always exactly so many, so that kernels do not change with the load
 * @param maxPixels of one batch; larger images make smaller batches
 * @param fixedShapes whether graphs are optimised for one batch and image size; another size then loads the U-Net again
 * @param tile side in latents of the largest square that is decoded at once
 * @param scheduler keys that replace those of {@code scheduler_config.json}
 */
record PipelineSettings(
        SessionSettings session,
        int batch,
        long maxPixels,
        boolean fixedShapes,
        int tile,
        Map<String, Object> scheduler) {

    /** Samples in a batch of this image size: a function of the settings, never of the load. */
    int batch(int width, int height) {
        return (int) Math.max(1, Math.min(batch, maxPixels / ((long) width * height)));
    }

    static final PipelineSettings CPU =
            new PipelineSettings(SessionSettings.CPU, 1, Long.MAX_VALUE, true, 96, Map.of());
}
