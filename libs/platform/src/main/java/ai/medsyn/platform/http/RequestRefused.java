package ai.medsyn.platform.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** A request that the domain refuses. Thrown from any depth; the client gets its {@link Problem}. */
public final class RequestRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    public RequestRefused(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public RequestRefused(HttpStatus status, String code, String message) {
        this(Problem.of(status.value(), code, message));
    }

    /**
     * Refuses with further members.
     *
     * @param details members of the problem document besides the standard ones
     */
    public RequestRefused(HttpStatus status, String code, String message, Map<String, Object> details) {
        this(new Problem(status.value(), code, message, details, null));
    }

    public static RequestRefused badRequest(String code, String message) {
        return new RequestRefused(HttpStatus.BAD_REQUEST, code, message);
    }

    /** 400 {@code validation-failed}, for rules that annotations cannot express; list every violation at once. */
    public static RequestRefused invalid(List<Violation> violations) {
        return new RequestRefused(Violations.problem(violations));
    }

    public static RequestRefused notFound(String code, String message) {
        return new RequestRefused(HttpStatus.NOT_FOUND, code, message);
    }

    public static RequestRefused conflict(String code, String message) {
        return new RequestRefused(HttpStatus.CONFLICT, code, message);
    }

    public static RequestRefused forbidden(String code, String message) {
        return new RequestRefused(HttpStatus.FORBIDDEN, code, message);
    }

    /** 429 with {@code Retry-After}. */
    public static RequestRefused tooMany(String code, String message, Duration retryAfter) {
        return new RequestRefused(Problem.of(429, code, message).retryAfter(retryAfter));
    }

    public Problem problem() {
        return problem;
    }
}
