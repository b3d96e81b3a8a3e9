package ai.medsyn.gateway.security;

import ai.medsyn.platform.http.Problem;
import ai.medsyn.platform.http.RequestRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of a service's failures on their way to the client. */
final class ServiceFailures implements ClientHttpRequestInterceptor {

    private static final Logger log = LoggerFactory.getLogger(ServiceFailures.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int MAX_PROBLEM = 1_000_000;
    private static final Set<String> STANDARD = Set.of("type", "title", "status", "detail", "instance", "code");

    private final String service;
    private final JsonMapper json;

    ServiceFailures(String service, JsonMapper json) {
        this.service = service;
        this.json = json;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
        try {
            return execution.execute(request, body);
        } catch (IOException e) {
            log.warn(
                    "{} {}: the {} service does not answer: {}",
                    request.getMethod(),
                    request.getURI(),
                    service,
                    e.toString());
            throw unavailable();
        }
    }

    /** Refusals pass as they are; the rest is our failure and not the client's. */
    void passOn(HttpRequest request, ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        Map<?, ?> document = document(response);
        if (status == 503 || status == 502) {
            throw unavailable();
        }
        if (status < 500 && status != 401 && document.get("code") instanceof String code) {
            throw new RequestRefused(problem(status, code, document, response.getHeaders()));
        }
        log.error(
                "{} {}: the {} service answered {}: {}",
                request.getMethod(),
                request.getURI(),
                service,
                status,
                document);
        throw new RequestRefused(Problem.of(
                        502, "service-failed", "The " + service + " service failed; this is not the request's fault.")
                .with("service", service));
    }

    private RequestRefused unavailable() {
        return new RequestRefused(Problem.of(
                        503,
                        "service-unavailable",
                        "The " + service + " service does not answer; try again in a few seconds.")
                .with("service", service)
                .retryAfter(RETRY));
    }

    private static Problem problem(int status, String code, Map<?, ?> document, HttpHeaders headers) {
        Map<String, Object> details = new LinkedHashMap<>();
        document.forEach((name, value) -> {
            if (value != null && !STANDARD.contains(String.valueOf(name))) {
                details.put(String.valueOf(name), value);
            }
        });
        return new Problem(status, code, String.valueOf(document.get("detail")), details, retryAfter(headers));
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        String seconds = headers.getFirst(HttpHeaders.RETRY_AFTER);
        return seconds != null && seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    private Map<?, ?> document(ClientHttpResponse response) throws IOException {
        try {
            return json.readValue(response.getBody().readNBytes(MAX_PROBLEM), Map.class);
        } catch (JacksonException notJson) {
            return Map.of();
        }
    }
}
