package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has eval-service compare evaluations over the films that both were measured on. */
@Component
class SeedComparisons implements PairedTests.Comparer {

    private static final TypeReference<List<PairedTests.Difference>> DIFFERENCES = new TypeReference<>() {};

    private final ServiceClients clients;
    private final JsonMapper json;

    SeedComparisons(ServiceClients clients, JsonMapper json) {
        this.clients = clients;
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    @Override
    public List<PairedTests.Difference> compare(
            List<UUID> first, List<UUID> second, ExperimentSpec spec, Caller caller) {
        JsonNode answer = clients.service("evaluation", caller)
                .post()
                .uri("/v1/seed-comparisons")
                .body(Map.of("first", first, "second", second, "level", spec.level(), "draws", spec.draws()))
                .retrieve()
                .body(JsonNode.class);
        return json.convertValue(answer, DIFFERENCES);
    }
}
