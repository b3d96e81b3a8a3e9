package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.runs.Answer;
import ai.medsyn.evaluation.runs.AskedModels;
import ai.medsyn.evaluation.runs.EvaluationRun;
import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.evaluation.runs.EvaluationSpec.Part;
import ai.medsyn.evaluation.runs.EvaluationTask;
import ai.medsyn.evaluation.runs.HeadTraining;
import ai.medsyn.platform.http.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What segmentation and detection share: what an order must say, what decides the numbers, and the way of the films. */
abstract class MapTask<S, R> implements EvaluationTask, MapHead<S, R> {

    /** Of the deepest map of a ResNet, in pixels. */
    private static final int STRIDE = 32;

    private final AskedModels models;
    private final MapProbes probes;

    MapTask(AskedModels models, MapProbes probes) {
        this.models = models;
        this.probes = probes;
    }

    /** What decides the numbers. @param structures null for the task's default */
    private record Asked(@Nullable List<String> structures, HeadPlan plan) {}

    @Override
    public final Set<Part> parts() {
        return Set.of(Part.TARGET, Part.TRAINING);
    }

    @Override
    public final void check(EvaluationSpec spec, String team, List<Violation> violations) {
        models.checkMaps(spec.model(), team, violations);
        HeadTraining.Overrides overrides = spec.trained().overrides();
        Integer side = overrides == null ? null : overrides.imageSize();
        if (side != null && side % STRIDE != 0) {
            violations.add(new Violation("training.overrides.imageSize", "must be a multiple of " + STRIDE, side));
        }
    }

    @Override
    public final Object question(EvaluationSpec spec) {
        return new Asked(spec.sought().structures(), plan(spec));
    }

    @Override
    public final Answer run(EvaluationRun run) throws IOException {
        return probes.answer(run, plan(run.spec()), this);
    }

    private HeadPlan plan(EvaluationSpec spec) {
        HeadTraining training = spec.trained();
        return HeadPlan.of(training, numbers(training.fractionOrAll()));
    }
}
