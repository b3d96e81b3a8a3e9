package ai.medsyn.gateway.evaluations;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.Jobs;
import ai.medsyn.platform.jobs.web.Accepted;
import ai.medsyn.platform.jobs.web.IdempotencyKey;
import ai.medsyn.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Passes requests for jobs on to eval-service. */
@Service
public class EvaluationOrders {

    private static final String SERVICE = "evaluation";

    private final ServiceClients clients;
    private final Jobs jobs;

    EvaluationOrders(ServiceClients clients, Jobs jobs) {
        this.clients = clients;
        this.jobs = jobs;
    }

    /**
     * Queues a job.
     *
     * @param request becomes the body as it is
     * @throws ai.medsyn.platform.http.RequestRefused with the service's own problem, for example 400 {@code validation-failed}
     */
    public Jobs.Submitted order(String path, Object request, Caller caller, @Nullable String idempotencyKey) {
        ResponseEntity<JsonNode> answer = clients.service(SERVICE, caller)
                .post()
                .uri(path)
                .headers(headers -> {
                    if (idempotencyKey != null) {
                        headers.set(IdempotencyKey.HEADER, idempotencyKey);
                    }
                })
                .body(request)
                .retrieve()
                .toEntity(JsonNode.class);
        JsonNode job = required(answer.getBody());
        boolean replayed = "true".equals(answer.getHeaders().getFirst(Accepted.REPLAYED_HEADER));
        return new Jobs.Submitted(jobs.require(JobId.parse(job.path("id").asString()), caller.team()), !replayed);
    }

    /** What eval-service answers under a path. */
    public JsonNode read(String path, Caller caller) {
        return required(
                clients.service(SERVICE, caller).get().uri(path).retrieve().body(JsonNode.class));
    }

    private static JsonNode required(@Nullable JsonNode body) {
        if (body == null) {
            throw new IllegalStateException("eval-service sent an empty answer");
        }
        return body;
    }
}
