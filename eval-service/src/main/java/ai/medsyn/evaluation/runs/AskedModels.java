package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.encoders.EncoderPair;
import ai.medsyn.evaluation.encoders.Encoders;
import ai.medsyn.evaluation.encoders.FrozenEncoder;
import ai.medsyn.evaluation.encoders.OpenImages;
import ai.medsyn.evaluation.runs.EvaluationSpec.Subject;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.lineage.UnknownLineage;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Checks and opens the models that orders name. */
@Component
public class AskedModels {

    private final Encoders encoders;

    AskedModels(Encoders encoders) {
        this.encoders = encoders;
    }

    /** Adds what is wrong with a model whose films and sentences are to be compared. */
    public void checkPair(Subject model, String team, List<Violation> violations) {
        check(model, team, violations, encoders::require);
    }

    /** Films and sentences in one space. */
    public EncoderPair pair(Subject model, String team) throws IOException {
        UUID checkpoint = model.checkpoint();
        return checkpoint == null
                ? encoders.open(Objects.requireNonNull(model.id()))
                : encoders.openCheckpoint(checkpoint, team);
    }

    /** Adds what is wrong with a model that films are to be embedded with. */
    public void checkImages(Subject model, String team, List<Violation> violations) {
        check(model, team, violations, encoders::requireImages);
    }

    /** Vectors of films, before any projection into a joint space. */
    public OpenImages images(Subject model, String team) throws IOException {
        UUID checkpoint = model.checkpoint();
        return checkpoint == null
                ? encoders.openImages(Objects.requireNonNull(model.id()))
                : encoders.openCheckpointImages(checkpoint, team);
    }

    /** Adds what is wrong with a model whose maps at several scales are needed: only residual networks have them. */
    public void checkMaps(Subject model, String team, List<Violation> violations) {
        int before = violations.size();
        check(model, team, violations, encoders::requireMaps);
        UUID checkpoint = model.checkpoint();
        if (checkpoint != null && violations.size() == before) {
            String architecture = encoders.architecture(checkpoint, team);
            if (!architecture.startsWith("resnet")) {
                violations.add(new Violation(
                        "model.checkpoint", "must be of a training whose image encoder is a ResNet", architecture));
            }
        }
    }

    /** An image encoder with its maps at several scales. */
    public FrozenEncoder maps(Subject model, String team) throws IOException {
        UUID checkpoint = model.checkpoint();
        return checkpoint == null
                ? encoders.openMaps(Objects.requireNonNull(model.id()))
                : encoders.openCheckpointMaps(checkpoint, team);
    }

    /** Throws what says why a registered model is of no use. */
    private interface Requirement {
        void require(String id);
    }

    private void check(Subject model, String team, List<Violation> violations, Requirement registered) {
        String id = model.id();
        UUID checkpoint = model.checkpoint();
        if ((id == null) == (checkpoint == null)) {
            violations.add(new Violation("model", "must name either an id or a checkpoint", null));
            return;
        }
        try {
            if (id != null) {
                registered.require(id);
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
