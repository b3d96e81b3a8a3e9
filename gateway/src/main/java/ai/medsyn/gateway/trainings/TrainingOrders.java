package ai.medsyn.gateway.trainings;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Passes requests for trainings on to training-service. */
@Service
public class TrainingOrders {

    private static final String REPLAYED = "Idempotency-Replayed";

    private final ServiceClients clients;
    private final Jobs jobs;

    TrainingOrders(ServiceClients clients, Jobs jobs) {
        this.clients = clients;
        this.jobs = jobs;
    }

    /**
     * Queues a training.
     *
     * @param request becomes the body as it is
     * @throws ai.medsyn.platform.http.RequestRefused with the service's own problem, for example 400 {@code validation-failed}
     */
    public Jobs.Submitted order(Object request, Caller caller, @Nullable String idempotencyKey) {
        ResponseEntity<JsonNode> answer = clients.service("training", caller)
                .post()
                .uri("/v1/trainings")
                .headers(headers -> {
                    if (idempotencyKey != null) {
                        headers.set(IdempotencyKey.HEADER, idempotencyKey);
                    }
                })
                .body(request)
                .retrieve()
                .toEntity(JsonNode.class);
        JsonNode job = required(answer.getBody());
        boolean replayed = "true".equals(answer.getHeaders().getFirst(REPLAYED));
        return new Jobs.Submitted(jobs.require(JobId.parse(job.path("id").asString()), caller.team()), !replayed);
    }

    /** The recipes that a training may name, with their settings. */
    public JsonNode presets(Caller caller) {
        return required(clients.service("training", caller)
                .get()
                .uri("/v1/presets")
                .retrieve()
                .body(JsonNode.class));
    }

    private static JsonNode required(@Nullable JsonNode body) {
        if (body == null) {
            throw new IllegalStateException("training-service sent an empty answer");
        }
        return body;
    }
}
