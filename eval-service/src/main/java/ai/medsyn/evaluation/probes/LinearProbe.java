package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.ScoredFilms;
import ai.medsyn.evaluation.comparison.KeptScores;
import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.probes.FilmFeatures.Side;
import ai.medsyn.evaluation.runs.Answer;
import ai.medsyn.evaluation.runs.EvaluationRun;
import ai.medsyn.evaluation.runs.RocPlot;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.vision.tensor.Device;
import ai.medsyn.vision.tensor.NoGradient;
import ai.medsyn.vision.tensor.TensorScope;
import ai.medsyn.vision.training.TrainingLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Linear layers, one a seed, on features that are there, and what they give. */
final class LinearProbe {

    private final Question question;
    private final List<String> findings;
    private final FilmFeatures.Sides sides;
    private final HeadTrainer trainer;
    private final Map<String, Integer> excluded;

    /** What is asked. */
    record Question(ClassList classes, LabelRule labels, HeadPlan plan) {}

    LinearProbe(Question question, FilmFeatures.Sides sides, HeadTrainer trainer) {
        this.question = question;
        this.findings = question.classes().findings().stream()
                .map(ClassList.Finding::label)
                .toList();
        this.sides = sides;
        this.trainer = trainer;
        this.excluded = new TreeMap<>(sides.excluded());
    }

    Answer answer(EvaluationRun run) throws IOException, InterruptedException {
        Side training = usable(sides.training());
        Side validation = usable(sides.validation());
        Side test = usable(sides.test());
        count(training, validation, test);
        HeadPlan plan = question.plan();
        HeadLog log = new HeadLog();
        List<ScoredFilms> scored = new ArrayList<>();
        List<ClassificationReport.Result> heads = new ArrayList<>();
        for (int i = 0; i < plan.seeds().size(); i++) {
            long seed = plan.seeds().get(i);
            Side own = training.at(subset(training.films(), seed));
            Head head =
                    new Head(own, validation, seed, HeadPlan.device(run.spec().trained()));
            // A linear layer goes through a film a thousand times as fast as the encoder: what counts is embedded.
            int embedded = sides.embedded();
            HeadTrainer.Stage stage =
                    new HeadTrainer.Stage(run.progress(), embedded, embedded, "training a head, seed " + seed);
            Scores scores = head.scores(run, stage, log, test);
            scored.add(scores.test());
            heads.add(LinearReport.of(
                    scores.test(),
                    scores.validation(),
                    question.classes().exclusive(),
                    run.spec().protocol().intervals()));
        }
        LinearReport.Means means = new LinearReport.Means(
                scored, question.classes().exclusive(), run.spec().protocol().intervals());
        return new Answer(
                sides.encoder(),
                described(),
                new Answer.Counts(counts(training, validation, test), excluded),
                SeedMeans.of(plan.seeds(), heads, means),
                List.of(
                        new Answer.File(
                                "roc.svg",
                                RocPlot.svg(
                                                sides.encoder().id() + ", seed "
                                                        + plan.seeds().get(0),
                                                scored.get(0))
                                        .getBytes(StandardCharsets.UTF_8)),
                        new Answer.File(KeptScores.FILE, new KeptScores(scored).bytes()),
                        log.file()));
    }

    private Map<String, String> described() {
        Map<String, String> described = new LinkedHashMap<>();
        described.put(
                "classes", question.classes().id() + " " + question.classes().version());
        described.putAll(HeadLog.described(question.plan()));
        return described;
    }

    private static Map<String, Integer> counts(Side training, Side validation, Side test) {
        return new TreeMap<>(Map.of(
                "training", training.films().size(),
                "validation", validation.films().size(),
                "test", test.films().size()));
    }

    private int[] subset(List<LabelledFilm> films, long seed) {
        double fraction = question.plan().fraction();
        int[] chosen = question.plan().faithful()
                ? Subset.faithful(films.size(), fraction)
                : Subset.corrected(films, this::shown, fraction, seed);
        if (chosen.length < 2) {
            throw new JobFailure(
                    "no-films",
                    "expected at least 2 films to learn from, found " + chosen.length + ", " + fraction + " of "
                            + films.size() + "; ask for a larger fraction");
        }
        return chosen;
    }

    private Set<String> shown(LabelledFilm film) {
        Set<String> shown = new TreeSet<>();
        for (String finding : findings) {
            if (Boolean.TRUE.equals(question.labels().shows(film, finding))) {
                shown.add(finding);
            }
        }
        return shown;
    }

    /** Of exclusive classes a film must have exactly one. */
    private Side usable(Side side) {
        if (!question.classes().exclusive()) {
            return side;
        }
        int[] kept = IntStream.range(0, side.films().size())
                .filter(i -> shown(side.films().get(i)).size() == 1)
                .toArray();
        if (kept.length < side.films().size()) {
            excluded.merge("films-without-exactly-one-class", side.films().size() - kept.length, Integer::sum);
        }
        return side.at(kept);
    }

    private void count(Side training, Side... others) {
        if (training.films().size() < 2) {
            throw new JobFailure(
                    "no-films",
                    "expected at least 2 films with usable labels to learn from, found "
                            + training.films().size());
        }
        for (String finding : findings) {
            boolean ever = training.films().stream()
                    .anyMatch(film -> Boolean.TRUE.equals(question.labels().shows(film, finding)));
            if (!ever) {
                excluded.merge("findings-never-present-in-films-to-learn-from", 1, Integer::sum);
            }
        }
        List<Side> all = new ArrayList<>(List.of(others));
        all.add(training);
        all.forEach(side -> side.films()
                .forEach(film -> findings.forEach(finding -> {
                    if (question.labels().shows(film, finding) == null) {
                        excluded.merge("labels-unusable", 1, Integer::sum);
                    }
                })));
    }

    private record Scores(ScoredFilms test, ScoredFilms validation) {}

    /** One head. */
    private final class Head {

        private final Side own;
        private final Side validation;
        private final long seed;
        private final Device device;

        Head(Side own, Side validation, long seed, Device device) {
            this.own = own;
            this.validation = validation;
            this.seed = seed;
            this.device = device;
        }

        Scores scores(EvaluationRun run, HeadTrainer.Stage stage, HeadLog log, Side test)
                throws IOException, InterruptedException {
            LinearLearner.Labelled training = labelled(own);
            LinearLearner.@Nullable Labelled heldOut = validation.films().isEmpty() ? null : labelled(validation);
            HeadNumbers numbers = question.plan().numbers();
            try (LinearLearner learner = LinearLearner.of(
                    new LinearLearner.Data(training, heldOut, question.classes().exclusive()), numbers, seed, device)) {
                TrainingLoop.Outcome outcome = trainer.train(
                        run.job().id().value(), learner, numbers.loop(seed, training.size(), device), stage);
                log.add(seed, training.size(), outcome);
                return new Scores(scored(learner, test), scored(learner, validation));
            }
        }

        private LinearLearner.Labelled labelled(Side side) {
            int films = side.films().size();
            double[][] truth = new double[films][findings.size()];
            double[][] known = new double[films][findings.size()];
            for (int i = 0; i < films; i++) {
                for (int k = 0; k < findings.size(); k++) {
                    Boolean shows = question.labels().shows(side.films().get(i), findings.get(k));
                    truth[i][k] = Boolean.TRUE.equals(shows) ? 1 : 0;
                    known[i][k] = shows == null ? 0 : 1;
                }
            }
            return LinearLearner.Labelled.of(side.rows().toArray(new double[0][]), truth, known, device);
        }

        private ScoredFilms scored(LinearLearner learner, Side side) {
            List<ScoredFilms.Film> films = new ArrayList<>(side.films().size());
            for (int i = 0; i < side.films().size(); i++) {
                LabelledFilm film = side.films().get(i);
                @Nullable
                Boolean[] truth = findings.stream()
                        .map(finding -> question.labels().shows(film, finding))
                        .toArray(Boolean[]::new);
                try (TensorScope scope = TensorScope.open();
                        NoGradient inference = NoGradient.on()) {
                    films.add(new ScoredFilms.Film(
                            film.place().ordinal(),
                            film.cluster(),
                            film.subject().view(),
                            truth,
                            learner.probabilities(side.rows().get(i))));
                }
            }
            return new ScoredFilms(findings, films);
        }
    }
}
