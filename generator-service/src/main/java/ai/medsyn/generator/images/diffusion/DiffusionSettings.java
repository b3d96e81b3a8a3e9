package ai.medsyn.generator.images.diffusion;

import ai.medsyn.onnx.Device;
import ai.medsyn.onnx.SessionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How this process runs diffusion models: {@code medsyn.diffusion}.
 *
 * @param threads of one operator on the CPU; 0 for one a core
 * @param batch samples that the U-Net gets at once; 0 for 1 on a CPU and 4 on a GPU. Fixed, because another batch shape may round differently
 * @param maxDelay how long an incomplete batch waits for more requests
 * @param maxPixels of one batch; larger images make smaller batches, so that memory stays bounded
 * @param fixedShapes whether the U-Net is optimised for one batch and image size at a time
 * @param tile side in latents of the largest square that is decoded at once; 96 is 768 pixels
 * @param optimizedModels where optimised graphs are kept for the next start; none to optimise every time
 * @param loaded pipelines that stay in memory when nobody uses them
 * @param attempts noise that is tried before a prompt whose images are unusable fails its job
 * @param pool workers that run the jobs of diffusion models; none for {@code onnx-gpu} where the device is a GPU, else {@code cpu}. A process that only takes
 *     requests names it, since it has no GPU itself
 * @param device where the networks run
 */
@ConfigurationProperties("medsyn.diffusion")
public record DiffusionSettings(
        @DefaultValue("0") int threads,
        @DefaultValue("0") int batch,
        @DefaultValue("100ms") Duration maxDelay,
        @DefaultValue("4194304") long maxPixels,
        @DefaultValue("true") boolean fixedShapes,
        @DefaultValue("96") int tile,
        @Nullable Path optimizedModels,
        @DefaultValue("1") int loaded,
        @DefaultValue("3") int attempts,
        @Nullable String pool,
        @DefaultValue Gpu device) {

    private static final int GPU_BATCH = 4;

    /**
     * The device: {@code medsyn.diffusion.device}.
     *
     * @param kind {@code cpu}, {@code cuda} or {@code tensorrt}
     * @param id which of several GPUs
     * @param orCpu whether a machine without GPU may use its CPU, with a warning
     * @param memory limit of the arena; none for all of the GPU's
     * @param arena how the arena grows: {@code kSameAsRequested} or {@code kNextPowerOfTwo}
     * @param cudnnSearch {@code HEURISTIC}, {@code EXHAUSTIVE} (fastest after a slow first step) or {@code DEFAULT}
     * @param graphs whether launches are captured as CUDA graphs; needs fixed shapes
     * @param tf32 whether float32 products may be rounded to 10 bits: faster, but not the reference's numbers
     * @param engines where TensorRT keeps its engines
     */
    public record Gpu(
            @DefaultValue("cpu") String kind,
            @DefaultValue("0") int id,
            @DefaultValue("false") boolean orCpu,
            @Nullable DataSize memory,
            @DefaultValue("kSameAsRequested") String arena,
            @DefaultValue("HEURISTIC") String cudnnSearch,
            @DefaultValue("false") boolean graphs,
            @DefaultValue("false") boolean tf32,
            @Nullable Path engines) {

        Device device() {
            Device.Kind parsed = Device.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
            if (parsed == Device.Kind.CPU) {
                return Device.CPU;
            }
            Map<String, String> options = new LinkedHashMap<>();
            options.put("arena_extend_strategy", arena);
            options.put("cudnn_conv_algo_search", cudnnSearch);
            options.put("enable_cuda_graph", graphs ? "1" : "0");
            options.put("use_tf32", tf32 ? "1" : "0");
            if (memory != null) {
                options.put("gpu_mem_limit", Long.toString(memory.toBytes()));
            }
            if (engines != null) {
                options.put("trt_engine_cache_enable", "1");
                options.put("trt_engine_cache_path", engines.toString());
            }
            return new Device(parsed, id, options, orCpu);
        }
    }

    public DiffusionSettings {
        if (threads < 0 || batch < 0 || batch > 64 || maxPixels < 1 || tile < 8 || loaded < 1 || attempts < 1) {
            throw new IllegalArgumentException(
                    "medsyn.diffusion: threads >= 0, batch 0 to 64, max-pixels >= 1, tile >= 8,"
                            + " loaded >= 1 and attempts >= 1 were expected");
        }
    }

    int batchSize() {
        return batch > 0 ? batch : onCpu() ? 1 : GPU_BATCH;
    }

    /** The pool of workers that runs diffusion models. */
    public String workers() {
        return pool != null ? pool : onCpu() ? "cpu" : "onnx-gpu";
    }

    private boolean onCpu() {
        return device.device().kind() == Device.Kind.CPU;
    }

    /** Settings of one pipeline. @param digest names its files */
    PipelineSettings pipeline(@Nullable String digest, Map<String, Object> schedulerKeys) {
        SessionSettings.Cache cache =
                optimizedModels == null || digest == null ? null : new SessionSettings.Cache(optimizedModels, digest);
        return new PipelineSettings(
                new SessionSettings(device.device(), threads, Map.of(), cache),
                batchSize(),
                maxPixels,
                fixedShapes,
                tile,
                schedulerKeys);
    }
}
