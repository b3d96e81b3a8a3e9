package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.datasets.Defaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Experiments that come along: ordinary requests under a name, which run on nothing but what the platform makes itself. */
@Component
public class BuiltInExperiments {

    private static final List<String> NAMES = List.of("two-hospitals");
    /** Stands for the built-in image generator, whose name changes with its version. */
    private static final String GENERATOR = "{phantom}";

    private final Map<String, ExperimentRequest> byName;

    BuiltInExperiments(JsonMapper json) {
        byName = NAMES.stream().collect(java.util.stream.Collectors.toMap(name -> name, name -> read(name, json)));
    }

    Optional<ExperimentRequest> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<String> names() {
        return NAMES;
    }

    /** By name: the request that each stands for. */
    public Map<String, ExperimentRequest> all() {
        return byName;
    }

    private static ExperimentRequest read(String name, JsonMapper json) {
        try (InputStream content =
                Objects.requireNonNull(BuiltInExperiments.class.getResourceAsStream(name + ".json"), name)) {
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            return json.readValue(text.replace(GENERATOR, Defaults.GENERATOR), ExperimentRequest.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
