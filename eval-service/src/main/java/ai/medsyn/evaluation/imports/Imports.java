package ai.medsyn.evaluation.imports;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Takes orders for imports. */
@Component
public class Imports {

    /** Kind of the job that an import is. */
    public static final String KIND = ImportJob.KIND;

    private final Sources sources;

    Imports(Sources sources) {
        this.sources = sources;
    }

    /**
     * Checks what annotations cannot say.
     *
     * @throws RequestRefused with every violation
     */
    public void check(ImportSpec spec) {
        List<Violation> violations = new ArrayList<>();
        sources.violation(spec.source()).ifPresent(violations::add);
        Map<String, String> columns = Objects.requireNonNullElse(spec.tables().columns(), Map.of());
        columns.keySet().stream()
                .filter(role -> !Role.ids().contains(role))
                .forEach(role -> violations.add(
                        new Violation("tables.columns." + role, "must be a role among " + Role.ids(), role)));
        if (!violations.isEmpty()) {
            throw RequestRefused.invalid(violations);
        }
    }
}
