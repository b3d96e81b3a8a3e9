package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.ScoredFilms;
import ai.medsyn.evaluation.classification.TopOne;
import ai.medsyn.evaluation.comparison.KeptScores;
import ai.medsyn.evaluation.encoders.EncoderPair;
import ai.medsyn.evaluation.runs.EvaluationSpec.Part;
import ai.medsyn.evaluation.runs.EvaluationSpec.Question;
import ai.medsyn.evaluation.runs.EvaluationSpec.Uncertain;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.evaluation.zeroshot.PromptSet;
import ai.medsyn.evaluation.zeroshot.ZeroShotClassifier;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Which findings a film shows, by the distance of film and sentence. What was embedded before a crash is found again. */
@Component
class ZeroShotClassification implements EvaluationTask {

    private final AskedModels models;
    private final FilmEmbeddings embeddings;
    private final Questions questions;

    ZeroShotClassification(AskedModels models, FilmEmbeddings embeddings, Questions questions) {
        this.models = models;
        this.embeddings = embeddings;
        this.questions = questions;
    }

    @Override
    public String id() {
        return "zero-shot-classification";
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.QUESTION);
    }

    @Override
    public void check(EvaluationSpec spec, String team, List<Violation> violations) {
        models.checkPair(spec.model(), team, violations);
        questions.check(spec.asked(), violations);
        if (spec.asked().similarity() != null) {
            violations.add(new Violation("question.similarity", "must be absent: " + id() + " has no heat maps", null));
        }
    }

    /** Findings and wording themselves, not their names: a changed list is another question. */
    private record Asked(ClassList classes, PromptSet prompts, Uncertain uncertain) {}

    @Override
    public Object question(EvaluationSpec spec) {
        Question question = spec.asked();
        return new Asked(questions.classes(question), questions.prompts(question), question.uncertainOrDefault());
    }

    @Override
    public Answer run(EvaluationRun run) throws IOException {
        FilmSelection selection = FilmSelection.of(run.films(), run.spec().protocol());
        try (EncoderPair pair = models.pair(run.spec().model(), run.team())) {
            return answer(run, selection, pair);
        }
    }

    private Answer answer(EvaluationRun run, FilmSelection selection, EncoderPair pair) throws IOException {
        Question question = run.spec().asked();
        ClassList classes = questions.classes(question);
        PromptSet prompts = questions.prompts(question);
        Embedded embedded = embed(selection, pair, run.progress());
        Map<String, Integer> excluded = new TreeMap<>();
        FilmScores scores = new FilmScores(
                new ZeroShotClassifier(pair.texts(), prompts, classes),
                classes,
                question.uncertainOrDefault(),
                excluded);
        ScoredFilms test = usable(scores.of(selection.test(), embedded.test()), classes, excluded);
        ScoredFilms validation = usable(scores.of(selection.validation(), embedded.validation()), classes, excluded);
        ClassificationReport.Settings settings = run.spec().protocol().intervals();
        ClassificationReport.Result report = ClassificationReport.of(test, validation, settings);
        return new Answer(
                pair.images().identity(),
                described(classes, prompts),
                new Answer.Counts(selection.counts(), excluded),
                classes.exclusive() ? TopOne.added(report, test, settings) : report,
                List.of(
                        new Answer.File("roc.svg", roc(pair.images().identity().id(), test)),
                        new Answer.File(KeptScores.FILE, new KeptScores(List.of(test)).bytes())));
    }

    /** Of exclusive classes a film must have exactly one. */
    private static ScoredFilms usable(ScoredFilms films, ClassList classes, Map<String, Integer> excluded) {
        if (!classes.exclusive()) {
            return films;
        }
        ScoredFilms kept = TopOne.withOneClass(films);
        if (kept.films().size() < films.films().size()) {
            excluded.merge(
                    "films-without-exactly-one-class",
                    films.films().size() - kept.films().size(),
                    Integer::sum);
        }
        return kept;
    }

    static byte[] roc(String title, ScoredFilms films) {
        return RocPlot.svg(title, films).getBytes(StandardCharsets.UTF_8);
    }

    /** Vectors of both sides, in the order of their films. */
    private record Embedded(List<float[]> test, List<float[]> validation) {}

    private Embedded embed(FilmSelection selection, EncoderPair pair, CoordinatorProgress progress) throws IOException {
        String phase = "embedding films";
        int tested = selection.test().size();
        int total = tested + selection.validation().size();
        progress.report(0, total, phase);
        List<float[]> test =
                embeddings.of(selection.test(), pair.images(), done -> progress.report(done, total, phase));
        List<float[]> validation = embeddings.of(
                selection.validation(), pair.images(), done -> progress.report(tested + done, total, phase));
        progress.report(total, total, "measuring");
        return new Embedded(test, validation);
    }

    private static Map<String, String> described(ClassList classes, PromptSet prompts) {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("classes", classes.id() + " " + classes.version());
        described.put("prompts", prompts.id() + " " + prompts.version());
        return described;
    }
}
