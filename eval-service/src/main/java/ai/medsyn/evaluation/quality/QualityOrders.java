package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.encoders.Encoders;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.lineage.DatasetState;
import ai.medsyn.platform.lineage.UnknownLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes orders for quality reports. */
@Component
public class QualityOrders {

    /** Kind of the job that a quality report is. */
    public static final String KIND = QualityJob.KIND;

    private final Sides sides;
    private final Encoders encoders;

    QualityOrders(Sides sides, Encoders encoders) {
        this.sides = sides;
        this.encoders = encoders;
    }

    /**
     * Checks what annotations cannot say.
     *
     * @throws RequestRefused with every violation; 404 if there is no such dataset
     */
    public void check(QualitySpec spec, String team) {
        List<Violation> violations = new ArrayList<>();
        checkSealed("dataset", spec.dataset(), team, violations);
        checkSealed("reference", spec.reference(), team, violations);
        if (spec.encoder() != null && spec.checkpoint() != null) {
            violations.add(new Violation("checkpoint", "must be absent beside an encoder", spec.checkpoint()));
        } else if (spec.checkpoint() != null) {
            try {
                encoders.requireCheckpoint(spec.checkpoint(), team);
            } catch (UnknownLineage unknown) {
                violations.add(new Violation("checkpoint", "must be a checkpoint of the team", spec.checkpoint()));
            }
        } else if (spec.encoder() != null) {
            try {
                encoders.require(spec.encoder());
            } catch (RequestRefused | IllegalArgumentException refused) {
                violations.add(new Violation("encoder", String.valueOf(refused.getMessage()), spec.encoder()));
            }
        }
        if (!violations.isEmpty()) {
            throw RequestRefused.invalid(violations);
        }
    }

    private void checkSealed(String field, @Nullable UUID dataset, String team, List<Violation> violations) {
        if (dataset != null) {
            DatasetState state = sides.require(dataset, team).state();
            if (state != DatasetState.SEALED) {
                violations.add(new Violation(field, "must be SEALED", state));
            }
        }
    }
}
