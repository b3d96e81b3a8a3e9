package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.encoders.Encoders;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.DatasetState;
import ai.medsyn.platform.lineage.Datasets;
import ai.medsyn.platform.lineage.UnknownLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Takes orders for evaluations. */
@Component
public class EvaluationOrders {

    /** Kind of the job that an evaluation is. */
    public static final String KIND = EvaluationJob.KIND;

    private final Datasets datasets;
    private final Encoders encoders;
    private final Questions questions;

    EvaluationOrders(Datasets datasets, Encoders encoders, Questions questions) {
        this.datasets = datasets;
        this.encoders = encoders;
        this.questions = questions;
    }

    /**
     * Checks what annotations cannot say.
     *
     * @throws RequestRefused with every violation; 404 if there is no such dataset
     */
    public void check(EvaluationSpec spec, String team) {
        List<Violation> violations = new ArrayList<>();
        Dataset dataset = datasets.require(new DatasetId(spec.dataset()), team);
        if (dataset.state() != DatasetState.SEALED) {
            violations.add(new Violation("dataset", "must be SEALED", dataset.state()));
        }
        checkModel(spec.model(), team, violations);
        questions.check(spec.question(), violations);
        if (!violations.isEmpty()) {
            throw RequestRefused.invalid(violations);
        }
    }

    private void checkModel(EvaluationSpec.Subject model, String team, List<Violation> violations) {
        String id = model.id();
        UUID checkpoint = model.checkpoint();
        if ((id == null) == (checkpoint == null)) {
            violations.add(new Violation("model", "must name either an id or a checkpoint", null));
            return;
        }
        try {
            if (id != null) {
                encoders.require(id);
            } else if (checkpoint != null) {
                encoders.requireCheckpoint(checkpoint, team);
            }
        } catch (RequestRefused | IllegalArgumentException refused) {
            violations.add(new Violation("model.id", String.valueOf(refused.getMessage()), id));
        } catch (UnknownLineage unknown) {
            violations.add(new Violation("model.checkpoint", "must be a checkpoint of the team", checkpoint));
        }
    }
}
