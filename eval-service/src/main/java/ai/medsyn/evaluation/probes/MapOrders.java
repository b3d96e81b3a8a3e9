package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.runs.AskedModels;
import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.evaluation.runs.HeadTraining;
import ai.medsyn.platform.http.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What segmentation and detection check, and what decides their numbers. */
final class MapOrders {

    private static final int STRIDE = 32;

    private MapOrders() {}

    /** What decides the numbers. @param structures null for the task's default */
    record Asked(@Nullable List<String> structures, HeadPlan plan) {}

    static Asked asked(EvaluationSpec spec, MapHead<?, ?> head) {
        HeadTraining training = spec.trained();
        return new Asked(spec.sought().structures(), HeadPlan.of(training, head.numbers(training.fractionOrAll())));
    }

    static void check(AskedModels models, EvaluationSpec spec, String team, List<Violation> violations) {
        models.checkMaps(spec.model(), team, violations);
        HeadTraining.Overrides overrides = spec.trained().overrides();
        Integer side = overrides == null ? null : overrides.imageSize();
        if (side != null && side % STRIDE != 0) {
            violations.add(new Violation("training.overrides.imageSize", "must be a multiple of " + STRIDE, side));
        }
    }
}
