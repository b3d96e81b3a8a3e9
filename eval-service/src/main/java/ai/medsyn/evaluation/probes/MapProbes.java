package ai.medsyn.evaluation.probes;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.data.LabelledFilm;
import ai.medsyn.evaluation.data.LabelledFilms;
import ai.medsyn.evaluation.encoders.EncoderIdentity;
import ai.medsyn.evaluation.encoders.FrozenEncoder;
import ai.medsyn.evaluation.runs.Answer;
import ai.medsyn.evaluation.runs.AskedModels;
import ai.medsyn.evaluation.runs.EvaluationRun;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.vision.training.TrainingLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Trains and measures heads on the maps of frozen encoders: films are prepared once, then one head a seed learns from its fraction of them. */
@Component
class MapProbes {

    private final AskedModels models;
    private final LabelledFilms films;
    private final ArtifactStore store;
    private final HeadTrainer trainer;

    MapProbes(AskedModels models, LabelledFilms films, ArtifactStore store, HeadTrainer trainer) {
        this.models = models;
        this.films = films;
        this.store = store;
        this.trainer = trainer;
    }

    <S, R> Answer answer(EvaluationRun run, HeadPlan plan, MapHead<S, R> head) throws IOException {
        UUID id = run.job().id().value();
        SoughtRegions sought = new SoughtRegions(
                store, run.spec().sought().structures(), run.dataset().origin() != Dataset.Origin.REAL);
        ProbeFilms chosen = ProbeFilms.of(run.films(), plan, run.spec().protocol());
        Answer answer;
        try (Prepared prepared = prepare(run, plan, chosen, new SquareFilms.Reading(films, sought, head.kind()))) {
            Probe<S, R> probe = new Probe<>(run, plan, head, prepared);
            answer = trainer.withThreads(() -> probe.answer(sought.name(), chosen));
        }
        trainer.clean(id);
        return answer;
    }

    /** All sides at the size of the head. */
    private record Prepared(SquareFilms training, SquareFilms validation, SquareFilms test) implements AutoCloseable {

        int size() {
            return training.size() + validation.size() + test.size();
        }

        @Override
        public void close() throws IOException {
            training.close();
            validation.close();
            test.close();
        }
    }

    private Prepared prepare(EvaluationRun run, HeadPlan plan, ProbeFilms chosen, SquareFilms.Reading reading)
            throws IOException {
        Path folder = trainer.directory(run.job().id().value());
        List<LabelledFilm> validation = chosen.selection().validation();
        List<LabelledFilm> test = chosen.selection().test();
        int training = chosen.training().size();
        long total = training + validation.size() + test.size() + plan.passes(training);
        int side = plan.numbers().imageSize();
        String phase = "preparing films";
        SquareFilms learnt = SquareFilms.read(
                chosen.training(), reading, side, folder, done -> run.progress().report(done, total, phase));
        try {
            reading.sought().requireShown(learnt);
        } catch (JobFailure nothingShown) {
            learnt.close();
            throw nothingShown;
        }
        return new Prepared(
                learnt,
                SquareFilms.read(
                        validation,
                        reading,
                        side,
                        folder,
                        done -> run.progress().report(training + done, total, phase)),
                SquareFilms.read(
                        test,
                        reading,
                        side,
                        folder,
                        done -> run.progress().report(training + validation.size() + done, total, phase)));
    }

    /** The heads of one evaluation. */
    private final class Probe<S, R> {

        private final EvaluationRun run;
        private final HeadPlan plan;
        private final MapHead<S, R> head;
        private final Prepared films;
        private final HeadLog log = new HeadLog();

        Probe(EvaluationRun run, HeadPlan plan, MapHead<S, R> head, Prepared films) {
            this.run = run;
            this.plan = plan;
            this.head = head;
            this.films = films;
        }

        Answer answer(String sought, ProbeFilms chosen) throws IOException, InterruptedException {
            List<List<S>> found = new ArrayList<>();
            EncoderIdentity encoder = null;
            for (int i = 0; i < plan.seeds().size(); i++) {
                // Opened for every head: a faithful one changes the statistics of the encoder's normalisation.
                try (FrozenEncoder own = models.maps(run.spec().model(), run.team())) {
                    encoder = own.identity(plan.numbers().imageSize());
                    found.add(trained(own, i));
                }
            }
            List<List<R>> results =
                    found.stream().map(each -> head.results(films.test(), each)).toList();
            MapReport<R> report = new MapReport<>(
                    films.test(),
                    sought,
                    head.metrics(plan),
                    run.spec().protocol().intervals());
            List<ClassificationReport.Result> heads =
                    results.stream().map(report::of).toList();
            return new Answer(
                    Objects.requireNonNull(encoder),
                    described(sought),
                    counts(chosen),
                    SeedMeans.of(plan.seeds(), heads, report.means(results)),
                    List.of(
                            log.file(),
                            MapPictures.file(films.test(), found.get(0), head),
                            head.kept(films.test().films(), sought, results)));
        }

        private List<S> trained(FrozenEncoder encoder, int place) throws IOException, InterruptedException {
            long seed = plan.seeds().get(place);
            int[] subset = MapSubset.drawn(films.training(), plan, head.balanced(), seed);
            MapLearner.How how = new MapLearner.How(
                    plan.faithful(),
                    plan.numbers(),
                    seed,
                    HeadPlan.device(run.spec().trained()));
            long total = films.size() + plan.passes(films.training().size());
            long done =
                    films.size() + (long) place * subset.length * plan.numbers().epochs();
            HeadTrainer.Stage stage = new HeadTrainer.Stage(
                    run.progress(), Math.min(done, total), total, "training a head, seed " + seed);
            try (MapLearner<S> learner =
                    head.learner(new MapLearner.Setup(encoder, films.training(), subset, films.validation(), how))) {
                TrainingLoop.Outcome outcome = trainer.train(
                        run.job().id().value(), learner, plan.numbers().loop(seed, subset.length, how.device()), stage);
                log.add(seed, subset.length, outcome);
                return learner.lookAt(films.test());
            }
        }

        private Map<String, String> described(String sought) {
            Map<String, String> described = new LinkedHashMap<>();
            described.put("structures", sought);
            described.putAll(HeadLog.described(plan));
            return described;
        }

        private Answer.Counts counts(ProbeFilms chosen) {
            Map<String, Integer> excluded = new TreeMap<>(chosen.noted());
            int unknown = films.training().unknown()
                    + films.validation().unknown()
                    + films.test().unknown();
            if (unknown > 0) {
                excluded.put("films-whose-regions-are-unknown", unknown);
            }
            return new Answer.Counts(
                    new TreeMap<>(Map.of(
                            "training", films.training().size(),
                            "validation", films.validation().size(),
                            "test", films.test().size())),
                    excluded);
        }
    }
}
