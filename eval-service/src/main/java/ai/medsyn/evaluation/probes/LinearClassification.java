package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.encoders.OpenImages;
import ai.medsyn.evaluation.runs.Answer;
import ai.medsyn.evaluation.runs.AskedModels;
import ai.medsyn.evaluation.runs.EvaluationRun;
import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.evaluation.runs.EvaluationSpec.Part;
import ai.medsyn.evaluation.runs.EvaluationTask;
import ai.medsyn.evaluation.runs.HeadTraining;
import ai.medsyn.evaluation.runs.Questions;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.platform.http.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which findings a film shows, by one linear layer on the features of a frozen encoder. Every film is embedded once, as it is: other than in MGCA's code
 * there is no augmentation, so that features can be kept and any encoder be asked, also one in ONNX.
 */
@Component
class LinearClassification implements EvaluationTask {

    private final AskedModels models;
    private final Questions questions;
    private final FilmFeatures features;
    private final HeadTrainer trainer;

    LinearClassification(AskedModels models, Questions questions, FilmFeatures features, HeadTrainer trainer) {
        this.models = models;
        this.questions = questions;
        this.features = features;
        this.trainer = trainer;
    }

    @Override
    public String id() {
        return "linear-classification";
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.QUESTION, Part.TRAINING);
    }

    @Override
    public void check(EvaluationSpec spec, String team, List<Violation> violations) {
        models.checkImages(spec.model(), team, violations);
        EvaluationSpec.Question question = spec.asked();
        questions.check(question, violations);
        absent("question.prompts", question.prompts(), "a linear layer reads no sentences", violations);
        absent("question.ownPrompts", question.ownPrompts(), "a linear layer reads no sentences", violations);
        HeadTraining training = spec.trained();
        if (training.faithful()) {
            absent("question.uncertain", question.uncertain(), "mgca/faithful decides it", violations);
        }
        HeadTraining.Overrides overrides = training.overrides();
        absent(
                "training.overrides.imageSize",
                overrides == null ? null : overrides.imageSize(),
                "films are embedded at the encoder's own size",
                violations);
    }

    private static void absent(String field, @Nullable Object found, String reason, List<Violation> violations) {
        if (found != null) {
            violations.add(new Violation(field, "must be absent: " + reason, null));
        }
    }

    /** What decides the numbers. */
    private record Asked(ClassList classes, LabelRule labels, HeadPlan plan) {}

    private Asked asked(EvaluationSpec spec) {
        HeadPlan plan = HeadPlan.of(spec.trained(), HeadNumbers.LINEAR);
        LabelRule labels = new LabelRule(plan.faithful() ? null : spec.asked().uncertainOrDefault());
        return new Asked(questions.classes(spec.asked()), labels, plan);
    }

    @Override
    public Object question(EvaluationSpec spec) {
        return asked(spec);
    }

    @Override
    public Answer run(EvaluationRun run) throws IOException {
        Asked asked = asked(run.spec());
        ProbeFilms films = ProbeFilms.of(run.films(), asked.plan(), run.spec().protocol());
        LinearProbe.Question question = new LinearProbe.Question(asked.classes(), asked.labels(), asked.plan());
        FilmFeatures.Sides sides;
        try (OpenImages encoder = models.images(run.spec().model(), run.team())) {
            sides = features.of(films, encoder.images(), run.progress());
        }
        LinearProbe probe = new LinearProbe(question, sides, trainer);
        Answer answer = trainer.withThreads(() -> probe.answer(run));
        trainer.clean(run.job().id().value());
        return answer;
    }
}
