package ai.medsyn.onnx;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a session is made.
 *
 * @param device where it runs
 * @param threads of one operator on the CPU; 0 for one a core
 * @param dimensions sizes of symbolic dimensions that never change, by name: the graph is then optimised for them
 * @param cache where the optimised graph is kept for the next start, or null to optimise every time
 */
public record SessionSettings(
        Device device,
        int threads,
        Map<String, Long> dimensions,
        @Nullable Cache cache) {

    public static final SessionSettings CPU = new SessionSettings(Device.CPU, 0, Map.of(), null);

    /**
     * Optimised graphs on disk.
     *
     * @param directory holds all of them
     * @param model names the model's bytes, a digest of its files for example
     */
    public record Cache(Path directory, String model) {}

    public SessionSettings {
        dimensions = Map.copyOf(dimensions);
    }

    public SessionSettings withDimensions(Map<String, Long> fixed) {
        return new SessionSettings(device, threads, fixed, cache);
    }
}
