package ai.medsyn.evaluation.grounding;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.comparison.KeptMeasures;
import ai.medsyn.evaluation.encoders.EncoderPair;
import ai.medsyn.evaluation.encoders.LocalEncoder;
import ai.medsyn.evaluation.encoders.Similarity;
import ai.medsyn.evaluation.runs.Answer;
import ai.medsyn.evaluation.runs.AskedModels;
import ai.medsyn.evaluation.runs.EvaluationRun;
import ai.medsyn.evaluation.runs.EvaluationSpec;
import ai.medsyn.evaluation.runs.EvaluationSpec.Part;
import ai.medsyn.evaluation.runs.EvaluationSpec.Question;
import ai.medsyn.evaluation.runs.EvaluationTask;
import ai.medsyn.evaluation.runs.FilmSelection;
import ai.medsyn.evaluation.runs.Questions;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.evaluation.zeroshot.PromptSet;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.JobFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Where in a film is what a phrase says: heat maps of a model that never saw a box, held against boxes and masks. */
@Component
class ZeroShotGrounding implements EvaluationTask {

    private final AskedModels models;
    private final Questions questions;
    private final Regions regions;

    ZeroShotGrounding(AskedModels models, Questions questions, Regions regions) {
        this.models = models;
        this.questions = questions;
        this.regions = regions;
    }

    @Override
    public String id() {
        return "zero-shot-grounding";
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.QUESTION);
    }

    @Override
    public void check(EvaluationSpec spec, String team, List<Violation> violations) {
        models.checkPair(spec.model(), team, violations);
        questions.check(worded(spec), violations);
        if (spec.asked().uncertain() != null) {
            violations.add(new Violation(
                    "question.uncertain", "must be absent: only films with a known region are looked at", null));
        }
    }

    /** Findings and wording themselves, not their names: a changed list is another question. */
    private record Asked(ClassList classes, List<List<String>> phrases, Similarity similarity) {}

    @Override
    public Object question(EvaluationSpec spec) {
        ClassList classes = questions.classes(worded(spec));
        return new Asked(classes, phrases(spec, classes), similarity(spec));
    }

    /**
     * The question with the wording that is the default here: the finding's own phrase. For attention a sentence around it: GLoRIA's words compete
     * for a region, so that a phrase of one word would look everywhere alike.
     */
    private static Question worded(EvaluationSpec spec) {
        Question asked = spec.asked();
        boolean open = asked.prompts() == null && asked.ownPrompts() == null;
        String usual = similarity(spec) == Similarity.ATTENTION ? Questions.PRESENCE : Questions.PHRASE;
        return new Question(
                asked.classes(),
                asked.ownClasses(),
                open ? usual : asked.prompts(),
                asked.ownPrompts(),
                asked.uncertain(),
                asked.similarity());
    }

    private List<List<String>> phrases(EvaluationSpec spec, ClassList classes) {
        PromptSet prompts = questions.prompts(worded(spec));
        return classes.findings().stream().map(prompts::present).toList();
    }

    private static Similarity similarity(EvaluationSpec spec) {
        return Objects.requireNonNullElse(spec.asked().similarity(), Similarity.COSINE);
    }

    @Override
    public Answer run(EvaluationRun run) throws IOException {
        FilmSelection selection = FilmSelection.of(run.films(), run.spec().protocol());
        try (EncoderPair pair = models.pair(run.spec().model(), run.team())) {
            LocalEncoder local = pair.local();
            if (local == null) {
                throw new JobFailure(
                        "no-local-features",
                        "expected a model with vectors of regions; ask a checkpoint, or export an ONNX image encoder with"
                                + " an output regions [N, R, D] in the space of its texts");
            }
            if (!similarity(run.spec()).fits(local)) {
                throw new JobFailure(
                        "no-attention",
                        "expected a model that was trained with attention of words over regions (GLoRIA, MGCA from a checkpoint);"
                                + " ask this one for the similarity cosine");
            }
            return answer(run, selection, pair, local);
        }
    }

    private Answer answer(EvaluationRun run, FilmSelection selection, EncoderPair pair, LocalEncoder local)
            throws IOException {
        ClassList classes = questions.classes(worded(run.spec()));
        Map<String, Integer> excluded = new TreeMap<>();
        Search search = new Search(classes, phrases(run.spec(), classes), local, similarity(run.spec()));
        Regions.Known test = regions.of(selection.test(), classes);
        Regions.Known validation = regions.of(selection.validation(), classes);
        if (test.size() == 0) {
            throw new JobFailure(
                    "no-regions",
                    "expected films with boxes or masks of " + search.labels()
                            + " in the splits to report on, found none among "
                            + selection.test().size() + " films");
        }
        int total = test.films().size() + validation.films().size();
        run.progress().report(0, total, "heat maps");
        Examples examples = new Examples(test);
        GroundedPhrases chosen = regions.ground(
                validation, search, excluded, done -> run.progress().report(done, total, "heat maps"), Examples.NONE);
        GroundedPhrases found = regions.ground(
                test,
                search,
                excluded,
                done -> run.progress().report(validation.films().size() + done, total, "heat maps"),
                examples);
        ClassificationReport.Result report = GroundingReport.of(
                search.labels(), found, chosen, run.spec().protocol().intervals());
        return new Answer(
                pair.images().identity(),
                described(run.spec(), classes, local),
                new Answer.Counts(counts(selection, test, validation), excluded),
                report,
                files(found, chosen, examples));
    }

    private static Map<String, Integer> counts(FilmSelection selection, Regions.Known test, Regions.Known validation) {
        Map<String, Integer> counts = new TreeMap<>(selection.counts());
        counts.put("test-with-regions", test.films().size());
        counts.put("validation-with-regions", validation.films().size());
        return counts;
    }

    private Map<String, String> described(EvaluationSpec spec, ClassList classes, LocalEncoder local) {
        PromptSet prompts = questions.prompts(worded(spec));
        Map<String, String> described = new LinkedHashMap<>();
        described.put("classes", classes.id() + " " + classes.version());
        described.put("prompts", prompts.id() + " " + prompts.version());
        described.put("similarity", similarity(spec).name().toLowerCase(Locale.ROOT));
        described.put("local vectors", local.describe());
        return described;
    }

    /** What the means are of, without thresholds where there are none. */
    private static KeptMeasures kept(GroundedPhrases found, GroundedPhrases chosen) {
        return new KeptMeasures(found.pairs().stream()
                .map(pair -> new KeptMeasures.Case(
                        pair.film(),
                        pair.cluster(),
                        pair.view(),
                        pair.label(),
                        pair.fit().measures(chosen.thresholdOf(pair.label()))))
                .toList());
    }

    private static List<Answer.File> files(GroundedPhrases found, GroundedPhrases chosen, Examples examples) {
        Sweep sweep = new Sweep(found, chosen);
        return List.of(
                new Answer.File("sweep.csv", sweep.csv().getBytes(StandardCharsets.UTF_8)),
                new Answer.File("sweep.svg", sweep.svg().getBytes(StandardCharsets.UTF_8)),
                new Answer.File("overlays.png", examples.sheet(chosen)),
                new Answer.File(KeptMeasures.FILE, kept(found, chosen).bytes()));
    }
}
