package ai.medsyn.gateway.experiments;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a service said when it refused a request. */
final class Refusals {

    private Refusals() {}

    /** Whether the request was wrong, rather than the service out of order or busy. */
    static boolean isOfRequest(RequestRefused refused) {
        int status = refused.problem().status();
        return status < 500 && status != 429;
    }

    /** Every violation that the refusal lists; none where it lists none. */
    static List<Violation> violations(RequestRefused refused) {
        return refused.problem().details().get("violations") instanceof List<?> listed
                ? listed.stream().map(Refusals::violation).toList()
                : List.of();
    }

    private static Violation violation(Object listed) {
        if (listed instanceof Violation own) {
            return own;
        }
        Map<?, ?> passedOn = (Map<?, ?>) listed;
        return new Violation(
                String.valueOf(passedOn.get("field")), String.valueOf(passedOn.get("message")), passedOn.get("found"));
    }

    /** For people: the violations, or what is said without any. */
    static String words(RequestRefused refused) {
        List<Violation> violations = violations(refused);
        return violations.isEmpty()
                ? refused.problem().detail()
                : violations.stream()
                        .map(each -> each.field() + " " + each.message()
                                + (each.found() == null ? "" : ", found " + each.found()))
                        .collect(Collectors.joining("; "));
    }
}
