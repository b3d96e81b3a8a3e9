package ai.medsyn.platform.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What a client is told when its request fails (RFC 9457).
 *
 * @param status HTTP status, 400 to 599
 * @param code stable name for programs, lower case with hyphens, for example {@code validation-failed}
 * @param detail what was expected, what was found, what to do
 * @param details further members of the document, for example {@code violations}
 * @param retryAfter when the same request may succeed; null where waiting does not help
 */
public record Problem(
        int status,
        String code,
        String detail,
        Map<String, Object> details,
        @Nullable Duration retryAfter) {

    private static final Set<String> RESERVED = Set.of("type", "title", "status", "detail", "instance", "code");

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem has a status from 400 to 599, not " + status);
        }
        if (!code.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("a problem's code is lower case with hyphens, not '" + code + "'");
        }
        details = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(details));
        if (details.keySet().stream().anyMatch(RESERVED::contains)) {
            throw new IllegalArgumentException("details must not be named " + RESERVED + ", found " + details.keySet());
        }
    }

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, Map.of(), null);
    }

    /** A request that breaks rules: all of them at once. */
    public static Problem invalid(String code, String detail, List<Violation> violations) {
        return new Problem(400, code, detail, Map.of("violations", List.copyOf(violations)), null);
    }

    public Problem retryAfter(Duration wait) {
        return new Problem(status, code, detail, details, wait);
    }

    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(member, value);
        return new Problem(status, code, detail, more, retryAfter);
    }

    /** The document's members in reading order. The title repeats the code in words, so that it never varies between occurrences. */
    public Map<String, Object> document() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:problem-type:medsyn:" + code);
        members.put(
                "title",
                Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' '));
        members.put("status", status);
        members.put("code", code);
        members.put("detail", detail);
        members.putAll(details);
        return members;
    }

    /** The problem as a controller's answer. */
    public ResponseEntity<Object> response() {
        return ResponseEntity.status(status).headers(headers()).body(document());
    }

    HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return headers;
    }
}
