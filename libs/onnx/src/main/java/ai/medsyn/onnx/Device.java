package ai.medsyn.onnx;

import java.util.Locale;
import java.util.Map;

/**
 * Where sessions run.
 *
 * @param kind the execution provider
 * @param id which of several GPUs
 * @param options of the provider, by ONNX Runtime's names: {@code gpu_mem_limit}, {@code arena_extend_strategy}, {@code cudnn_conv_algo_search},
 *     {@code enable_cuda_graph}, {@code use_tf32}, {@code trt_engine_cache_path} …
 * @param orCpu whether a machine without such a device may use its CPU instead
 */
public record Device(Kind kind, int id, Map<String, String> options, boolean orCpu) {

    public static final Device CPU = new Device(Kind.CPU, 0, Map.of(), true);

    /** Execution providers. */
    public enum Kind {
        CPU,
        CUDA,
        TENSORRT
    }

    public Device {
        options = Map.copyOf(options);
    }

    /** As in "cuda:0". */
    @Override
    public String toString() {
        return kind == Kind.CPU ? "cpu" : kind.name().toLowerCase(Locale.ROOT) + ":" + id;
    }
}
