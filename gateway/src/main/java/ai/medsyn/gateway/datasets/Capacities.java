package ai.medsyn.gateway.datasets;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.lineage.SamplingSpec;
import ai.medsyn.platform.security.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Asks generator-service whether its entities suffice for a request. */
@Component
class Capacities {

    private final ServiceClients clients;

    Capacities(ServiceClients clients) {
        this.clients = clients;
    }

    /**
     * How far the entities reach.
     *
     * @param feasible whether the caps leave enough uses
     * @param sampling the sampling with its cap filled in
     * @param bank id of the entity bank; null for the built-in lexicon
     * @param groups per group of entities (clinical, anatomy): entities, uses that the cap allows, uses needed
     * @param message what is short, and what would help
     */
    public record Capacity(
            boolean feasible,
            SamplingSpec sampling,
            @Nullable UUID bank,
            Map<String, Group> groups,
            String message) {}

    /** Entities of a group, the uses that the cap allows, and the uses needed. */
    public record Group(int entities, long capacity, long needed) {}

    Capacity require(int count, DatasetPlans.Texts texts, Caller caller) {
        Map<String, Object> question = new HashMap<>();
        question.put("count", count);
        question.put("clinical", texts.clinical());
        question.put("anatomy", texts.anatomy());
        question.put("maxUse", texts.maxUse());
        question.put("weighting", texts.weighting());
        question.put("prevalences", texts.prevalences());
        question.put("bank", texts.entityBank());
        question.put("writer", texts.writer());
        Capacity capacity = clients.service("generator", caller)
                .post()
                .uri("/v1/capacity")
                .body(question)
                .retrieve()
                .body(Capacity.class);
        if (capacity == null) {
            throw new IllegalStateException("generator-service told no capacity");
        }
        if (!capacity.feasible()) {
            throw new RequestRefused(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "infeasible-sampling",
                    capacity.message(),
                    Map.of("groups", capacity.groups()));
        }
        return capacity;
    }
}
