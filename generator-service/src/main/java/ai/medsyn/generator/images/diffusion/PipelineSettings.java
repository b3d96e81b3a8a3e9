package ai.medsyn.generator.images.diffusion;

import ai.medsyn.onnx.SessionSettings;
import java.util.Map;

/**
 * How a pipeline runs.
 *
 * @param session device, threads, cache of optimised graphs
 * @param batch samples that the U-Net gets at once; always exactly so many, so that kernels do not change with the load
 * @param fixedShapes whether graphs are optimised for one batch and image size; another size then loads the U-Net again
 * @param tile side in latents of the largest square that is decoded at once
 * @param scheduler keys that replace those of {@code scheduler_config.json}
 */
record PipelineSettings(
        SessionSettings session, int batch, boolean fixedShapes, int tile, Map<String, Object> scheduler) {

    static final PipelineSettings CPU = new PipelineSettings(SessionSettings.CPU, 1, true, 96, Map.of());
}
