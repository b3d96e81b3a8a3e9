package ai.medsyn.generator.images.diffusion;

import ai.medsyn.onnx.InvalidModelException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a registered diffusion model that its generator reads. */
final class DiffusionParameters {

    private DiffusionParameters() {}

    /** {@code scheduler}: keys that replace those of {@code scheduler_config.json}. */
    static Map<String, Object> scheduler(Map<String, Object> parameters) {
        Object keys = parameters.getOrDefault("scheduler", Map.of());
        if (!(keys instanceof Map<?, ?> map)) {
            throw new InvalidModelException(
                    "parameters.scheduler: an object with keys of scheduler_config.json was expected, found " + keys);
        }
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                named.put(String.valueOf(key), value);
            }
        });
        return named;
    }

    /** {@code float32}: id of the same model with float32 weights, for samples that are not finite in float16. */
    static Optional<String> fallback(Map<String, Object> parameters) {
        return Optional.ofNullable(parameters.get("float32")).map(String::valueOf);
    }
}
