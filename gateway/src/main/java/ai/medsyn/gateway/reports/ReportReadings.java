package ai.medsyn.gateway.reports;

import ai.medsyn.gateway.security.ServiceClients;
import ai.medsyn.platform.security.Caller;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Has generator-service read a report. */
@Component
public class ReportReadings {

    private final ServiceClients clients;

    ReportReadings(ServiceClients clients) {
        this.clients = clients;
    }

    /** What the report says, as generator-service tells it. */
    public JsonNode analyze(String text, @Nullable String extractor, Caller caller) {
        Map<String, Object> question = new HashMap<>();
        question.put("text", text);
        question.put("extractor", extractor);
        JsonNode answer = clients.service("generator", caller)
                .post()
                .uri("/v1/reports/analyze")
                .body(question)
                .retrieve()
                .body(JsonNode.class);
        if (answer == null) {
            throw new IllegalStateException("generator-service answered a report without a body");
        }
        return answer;
    }
}
