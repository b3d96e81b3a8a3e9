package ai.medsyn.platform.http;

import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Problems of which nothing is known but the status, and failures of which nothing may be told but a number. */
final class StatusProblems {

    private static final Logger log = LoggerFactory.getLogger(StatusProblems.class);

    private record Text(String code, String detail) {}

    private static final Map<Integer, Text> TEXTS = Map.of(
            400,
                    new Text(
                            "bad-request",
                            "The request is not valid HTTP, or its address holds characters that are not allowed."),
            401, new Text("unauthenticated", "Credentials were expected, found none that are valid."),
            403, new Text("forbidden", "These credentials do not allow this request."),
            404, new Text("not-found", "Nothing is found at this address."),
            405, new Text("method-not-allowed", "This address does not support this method."),
            413, new Text("body-too-large", "The request body is too large."),
            414, new Text("address-too-long", "The request's address is too long."),
            431, new Text("headers-too-large", "The request's headers are too large."),
            503, new Text("unavailable", "The service cannot answer now; try again later."));

    private StatusProblems() {}

    static Problem of(int status) {
        if (status >= 500 && status != 503) {
            return Problem.of(status, "internal-error", "The service failed; this is not the request's fault.");
        }
        Text text = TEXTS.getOrDefault(status, new Text("http-" + status, "The request was refused."));
        return Problem.of(status, text.code(), text.detail());
    }

    /** A bug or a broken environment. The log has the cause under the incident number; the client gets the number alone. */
    static Problem incident(String request, Throwable cause) {
        String incident = UUID.randomUUID().toString();
        log.error("incident {} in {}: answered with 500", incident, request, cause);
        return Problem.of(
                        500,
                        "internal-error",
                        "The service failed; this is not the request's fault. Report incident " + incident
                                + " to its operators.")
                .with("incident", incident);
    }
}
