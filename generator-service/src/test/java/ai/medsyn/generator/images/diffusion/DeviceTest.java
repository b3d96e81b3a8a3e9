package ai.medsyn.generator.images.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.medsyn.onnx.Device;
import ai.medsyn.onnx.DeviceUnavailableException;
import ai.medsyn.onnx.SessionSettings;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

/** A GPU that is not there: an error that says what to do, or the CPU with a warning where that is allowed. */
class DeviceTest {

    private static final Path SD1 = Path.of("src/test/resources/fixtures/diffusion/tiny-sd1-legacy");

    @BeforeEach
    void without_gpu() {
        assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA), "this build has CUDA");
    }

    @ParameterizedTest
    @EnumSource(names = {"CUDA", "TENSORRT"})
    void a_missing_device_is_an_error(Device.Kind kind) {
        assertThatThrownBy(() -> DiffusionPipeline.open(SD1, on(kind, false)))
                .isInstanceOf(DeviceUnavailableException.class)
                .hasMessageContaining(kind.name().toLowerCase(java.util.Locale.ROOT) + ":0 was expected")
                .hasMessageContaining("-Pgpu");
    }

    @ParameterizedTest
    @EnumSource(names = {"CUDA", "TENSORRT"})
    void or_the_cpu_does_its_work_with_a_warning(Device.Kind kind) {
        try (DiffusionPipeline pipeline = DiffusionPipeline.open(SD1, on(kind, true))) {
            assertThat(pipeline.device()).isEqualTo(Device.CPU);
            assertThat(pipeline.warnings()).singleElement().asString().contains("the CPU is used instead");
        }
    }

    @Test
    void settings_of_a_gpu_become_the_options_of_its_provider() {
        Device device = new DiffusionSettings.Gpu(
                        "tensorrt",
                        1,
                        true,
                        DataSize.ofGigabytes(6),
                        "kNextPowerOfTwo",
                        "EXHAUSTIVE",
                        true,
                        false,
                        Path.of("engines"))
                .device();
        assertThat(device).hasToString("tensorrt:1");
        assertThat(device.orCpu()).isTrue();
        assertThat(device.options())
                .containsOnly(
                        entry("arena_extend_strategy", "kNextPowerOfTwo"),
                        entry("cudnn_conv_algo_search", "EXHAUSTIVE"),
                        entry("enable_cuda_graph", "1"),
                        entry("use_tf32", "0"),
                        entry("gpu_mem_limit", "6442450944"),
                        entry("trt_engine_cache_enable", "1"),
                        entry("trt_engine_cache_path", "engines"));
    }

    private static PipelineSettings on(Device.Kind kind, boolean orCpu) {
        Device device = new Device(kind, 0, Map.of("use_tf32", "0"), orCpu);
        return new PipelineSettings(
                new SessionSettings(device, 0, Map.of(), null), 1, Long.MAX_VALUE, true, 96, Map.of());
    }
}
