package ai.medsyn.gateway.experiments;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.security.Caller;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Asks the services what a request would come to, without queueing anything. What is wrong with it they refuse, with every violation. */
@Component
class ServicePlans {

    private final ServiceClients clients;

    ServicePlans(ServiceClients clients) {
        this.clients = clients;
    }

    /**
     * What a training would be.
     *
     * @param contentKey equal for trainings that come to the same weights
     * @param finished a training of the team with this content key that has ended well; null if there is none
     */
    record Training(
            String contentKey,
            int stepsPerEpoch,
            long steps,
            @Nullable UUID finished) {}

    /** @param earlier an evaluation of the team that has asked the same already */
    private record Evaluation(@Nullable UUID earlier) {}

    Training training(Object body, Caller caller) {
        return answer("training", "/v1/training-plans", body, Training.class, caller);
    }

    /** The numbers of a preset's recipe; nothing if there is no such preset. Without a variant the corrected one, where there is one. */
    JsonNode preset(String id, Caller caller) {
        JsonNode presets = clients.service("training", caller)
                .get()
                .uri("/v1/presets")
                .retrieve()
                .body(JsonNode.class);
        return Stream.of(id, id + "/corrected", id + "/faithful")
                .flatMap(name -> Objects.requireNonNull(presets)
                        .path("items")
                        .valueStream()
                        .filter(preset -> preset.path("id").asString("").equals(name)))
                .map(preset -> preset.path("overrides"))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    /** An evaluation of the team that has the numbers already. */
    Optional<UUID> evaluation(Object body, Caller caller) {
        return Optional.ofNullable(answer("evaluation", "/v1/evaluation-plans", body, Evaluation.class, caller)
                .earlier());
    }

    private <T> T answer(String service, String path, Object body, Class<T> type, Caller caller) {
        T answer = clients.service(service, caller)
                .post()
                .uri(path)
                .body(body)
                .retrieve()
                .body(type);
        if (answer == null) {
            throw new IllegalStateException("the " + service + " service sent an empty plan");
        }
        return answer;
    }
}
