package ai.medsyn.gateway.datasets;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The curation policies as filter-service lists them: which thresholds there are, and their ranges. */
@Component
public class Thresholds {

    private final ServiceClients clients;

    Thresholds(ServiceClients clients) {
        this.clients = clients;
    }

    public JsonNode policies(Caller caller) {
        JsonNode policies = clients.service("filter", caller)
                .get()
                .uri("/v1/policies")
                .retrieve()
                .body(JsonNode.class);
        if (policies == null) {
            throw new IllegalStateException("filter-service lists no policies");
        }
        return policies;
    }

    /** @param member of the request that holds them */
    void check(String member, Map<String, Double> thresholds, Caller caller, List<Violation> violations) {
        if (thresholds.isEmpty()) {
            return;
        }
        Map<String, JsonNode> known = new TreeMap<>();
        policies(caller)
                .get("items")
                .forEach(policy -> known.put(policy.get("name").asString(), policy));
        thresholds.forEach((name, value) -> {
            String field = member + "." + name;
            if (!known.containsKey(name)) {
                violations.add(new Violation(field, "must be one of " + known.keySet(), value));
                return;
            }
            double lowest = known.get(name).get("threshold").get("lowest").asDouble();
            double highest = known.get(name).get("threshold").get("highest").asDouble();
            // NaN is in no range.
            if (value == null || !(value >= lowest && value <= highest)) {
                violations.add(new Violation(field, "must be a number from " + lowest + " to " + highest, value));
            }
        });
    }
}
