package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.Measured;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.evaluations.Evaluation;
import ai.medsyn.platform.evaluations.EvaluationMetric;
import ai.medsyn.platform.evaluations.Evaluations;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Writes evaluations down: files first, then rows and edges together. */
@Component
class EvaluationRecords {

    private final ReportFiles files;
    private final Evaluations evaluations;
    private final LineageGraph lineage;
    private final TransactionTemplate transactions;
    private final JsonMapper json;

    EvaluationRecords(
            ReportFiles files,
            Evaluations evaluations,
            LineageGraph lineage,
            TransactionTemplate transactions,
            JsonMapper json) {
        this.files = files;
        this.evaluations = evaluations;
        this.lineage = lineage;
        this.transactions = transactions;
        this.json = json;
    }

    /**
     * A job's result.
     *
     * @param macro mean over findings on all films, by metric; of tasks without findings all numbers on all films
     * @param chance findings whose AUC cannot be told from chance
     * @param files object names of the report, by {@code json}, {@code md}, {@code csv}, {@code html} or the name of the file
     */
    record Summary(
            UUID evaluation,
            Map<String, Integer> films,
            Map<String, Integer> excluded,
            List<Measured> macro,
            List<String> chance,
            Map<String, String> files) {}

    /** @param question what decides the numbers besides model, dataset and protocol */
    Summary keep(EvaluationRun run, Object question, Answer answer) throws IOException {
        EvaluationResult result = EvaluationResult.of(run, answer);
        Map<String, String> written = files.write(result, answer.files());
        EvaluationSpec spec = run.spec();
        Evaluation evaluation = new Evaluation(
                run.job().id().value(),
                run.team(),
                spec.task(),
                spec.model().name(),
                spec.dataset(),
                json.writeValueAsString(spec),
                contentKey(spec, question, result),
                Clock.systemUTC().instant());
        transactions.executeWithoutResult(status -> {
            evaluations.add(evaluation, metrics(result));
            edges(run.job(), spec);
        });
        return new Summary(
                evaluation.id(),
                result.films(),
                result.excluded(),
                overall(result.measured()),
                result.chance(),
                written);
    }

    private static List<Measured> overall(List<Measured> measured) {
        List<Measured> onAll = measured.stream()
                .filter(each -> each.subset().equals(ClassificationReport.ALL))
                .toList();
        List<Measured> means = onAll.stream()
                .filter(each -> each.label().equals(ClassificationReport.MACRO))
                .toList();
        return means.isEmpty() ? onAll : means;
    }

    /** Equal for equal questions about equal bytes. */
    private String contentKey(EvaluationSpec spec, Object question, EvaluationResult result) {
        return Sha256.of(spec.task()
                        + json.writeValueAsString(question)
                        + json.writeValueAsString(spec.protocol().filled())
                        + result.asked().encoder().digest()
                        + result.asked().dataset().get("manifestDigest"))
                .hex();
    }

    private static List<EvaluationMetric> metrics(EvaluationResult result) {
        return result.measured().stream()
                .map(each -> new EvaluationMetric(
                        each.subset(),
                        each.label(),
                        each.metric(),
                        each.value(),
                        each.low(),
                        each.high(),
                        result.asked().level(),
                        each.cases(),
                        each.positives()))
                .toList();
    }

    private void edges(JobRun<EvaluationSpec> run, EvaluationSpec spec) {
        lineage.input(run.id(), LineageNode.dataset(new DatasetId(spec.dataset())));
        String model = spec.model().id();
        UUID checkpoint = spec.model().checkpoint();
        if (model != null) {
            lineage.input(run.id(), LineageNode.model(model));
        }
        if (checkpoint != null) {
            lineage.input(run.id(), LineageNode.checkpoint(checkpoint));
        }
        lineage.output(run.id(), LineageNode.evaluation(run.id()));
    }
}
