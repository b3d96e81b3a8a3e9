package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.ScoredFilms;
import ai.medsyn.evaluation.data.LabelledFilms;
import ai.medsyn.evaluation.encoders.EncoderPair;
import ai.medsyn.evaluation.encoders.Encoders;
import ai.medsyn.evaluation.encoders.Vectors;
import ai.medsyn.evaluation.zeroshot.ClassList;
import ai.medsyn.evaluation.zeroshot.PromptSet;
import ai.medsyn.evaluation.zeroshot.ZeroShotClassifier;
import ai.medsyn.onnx.InvalidModelException;
import ai.medsyn.platform.jobs.CoordinatorJob;
import ai.medsyn.platform.jobs.CoordinatorProgress;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.lineage.Dataset;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.Datasets;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The job {@code evaluation.run}: one question, one model, one dataset. What was embedded before a crash is found again. */
@Component
class EvaluationJob implements CoordinatorJob<EvaluationSpec> {

    static final String KIND = "evaluation.run";

    private final Datasets datasets;
    private final LabelledFilms films;
    private final Encoders encoders;
    private final FilmEmbeddings embeddings;
    private final EvaluationRecords records;
    private final Questions questions = new Questions();

    EvaluationJob(
            Datasets datasets,
            LabelledFilms films,
            Encoders encoders,
            FilmEmbeddings embeddings,
            EvaluationRecords records) {
        this.datasets = datasets;
        this.films = films;
        this.encoders = encoders;
        this.embeddings = embeddings;
        this.records = records;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<EvaluationSpec> specType() {
        return EvaluationSpec.class;
    }

    @Override
    public String pool() {
        return "cpu";
    }

    @Override
    public String unit() {
        return "films";
    }

    @Override
    public EvaluationRecords.Summary run(JobRun<EvaluationSpec> run, CoordinatorProgress progress) throws IOException {
        Dataset dataset = datasets.require(new DatasetId(run.spec().dataset()), run.team());
        FilmSelection selection = FilmSelection.of(films.of(dataset), run.spec().protocol());
        try (EncoderPair pair = open(run)) {
            return zeroShot(run, dataset, selection, pair, progress);
        } catch (InvalidModelException | Vectors.UnusableEmbedding e) {
            throw new JobFailure("model-unusable", String.valueOf(e.getMessage()), e);
        }
    }

    private EncoderPair open(JobRun<EvaluationSpec> run) throws IOException {
        UUID checkpoint = run.spec().model().checkpoint();
        return checkpoint == null
                ? encoders.open(Objects.requireNonNull(run.spec().model().id()))
                : encoders.openCheckpoint(checkpoint, run.team());
    }

    private EvaluationRecords.Summary zeroShot(
            JobRun<EvaluationSpec> run,
            Dataset dataset,
            FilmSelection selection,
            EncoderPair pair,
            CoordinatorProgress progress)
            throws IOException {
        EvaluationSpec.Question question = run.spec().question();
        ClassList classes = questions.classes(question);
        PromptSet prompts = questions.prompts(question);
        Embedded embedded = embed(selection, pair, progress);
        Map<String, Integer> excluded = new TreeMap<>();
        ZeroShotTask task = new ZeroShotTask(
                new ZeroShotClassifier(pair.texts(), prompts, classes),
                classes,
                Objects.requireNonNullElse(question.uncertain(), EvaluationSpec.Uncertain.EXCLUDE),
                excluded);
        ScoredFilms test = task.score(selection.test(), embedded.test());
        ScoredFilms validation = task.score(selection.validation(), embedded.validation());
        EvaluationSpec.Protocol protocol = run.spec().protocol();
        ClassificationReport.Result report = ClassificationReport.of(
                test,
                validation,
                new ClassificationReport.Settings(
                        protocol.intervalLevel(), protocol.bootstrapDraws(), protocol.bootstrapSeed()));
        EvaluationResult.Asked asked = new EvaluationResult.Asked(
                run.spec().task().id(),
                pair.images().identity(),
                described(dataset),
                described(classes, prompts),
                protocol.intervalLevel());
        return records.keep(
                run, EvaluationResult.of(run.id().value(), asked, selection.counts(), excluded, report), test);
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

    private static Map<String, String> described(Dataset dataset) {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("id", dataset.id().toString());
        described.put("name", dataset.name());
        described.put("version", dataset.version().orElseThrow().toString());
        described.put("manifestDigest", dataset.manifestDigest().orElseThrow().hex());
        return described;
    }

    private static Map<String, String> described(ClassList classes, PromptSet prompts) {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("classes", classes.id() + " " + classes.version());
        described.put("prompts", prompts.id() + " " + prompts.version());
        return described;
    }
}
