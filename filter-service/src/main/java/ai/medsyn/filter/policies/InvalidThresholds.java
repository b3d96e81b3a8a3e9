package ai.medsyn.filter.policies;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Thresholds that no policy can be given: all that is wrong with them at once. */
public final class InvalidThresholds extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient List<Violation> violations;

    public InvalidThresholds(List<Violation> violations) {
        super(violations.stream()
                .map(violation -> violation.filter() + " " + violation.expected() + ", found " + violation.found())
                .collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }

    /**
     * One wrong threshold.
     *
     * @param filter the name under which it was given
     * @param expected what was expected, as the rest of a sentence that starts with the name
     * @param found what was given
     */
    public record Violation(
            String filter, String expected, @Nullable Number found) {}
}
