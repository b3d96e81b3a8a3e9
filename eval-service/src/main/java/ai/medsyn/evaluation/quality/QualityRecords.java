package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.pages.HtmlPage;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import ai.medsyn.platform.evaluations.Evaluation;
import ai.medsyn.platform.evaluations.EvaluationMetric;
import ai.medsyn.platform.evaluations.Evaluations;
import ai.medsyn.platform.jobs.JobRun;
import ai.medsyn.platform.lineage.DatasetId;
import ai.medsyn.platform.lineage.LineageGraph;
import ai.medsyn.platform.lineage.LineageNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Writes quality reports down where evaluations are: files first, then rows and edges together. */
@Component
class QualityRecords {

    static final String TASK = "dataset-quality";
    private static final double LEVEL = 0.95;

    private final ArtifactStore store;
    private final Evaluations evaluations;
    private final LineageGraph lineage;
    private final TransactionTemplate transactions;
    private final JsonMapper json;

    QualityRecords(
            ArtifactStore store,
            Evaluations evaluations,
            LineageGraph lineage,
            TransactionTemplate transactions,
            JsonMapper json) {
        this.store = store;
        this.evaluations = evaluations;
        this.lineage = lineage;
        this.transactions = transactions;
        this.json = json;
    }

    void keep(JobRun<QualitySpec> run, QualityReport report, List<HtmlPage.Picture> pictures) throws IOException {
        put(
                report.report(),
                "report.json",
                json.writerWithDefaultPrettyPrinter().writeValueAsString(report));
        put(report.report(), "report.md", report.markdown());
        put(report.report(), "report.html", QualityPage.of(report, pictures));
        QualitySpec spec = run.spec();
        Evaluation evaluation = new Evaluation(
                report.report(),
                run.team(),
                TASK,
                "dataset:" + spec.dataset(),
                spec.dataset(),
                json.writeValueAsString(spec),
                Sha256.of(json.writeValueAsString(spec) + report.encoder().digest())
                        .hex(),
                Clock.systemUTC().instant());
        transactions.executeWithoutResult(status -> {
            evaluations.add(
                    evaluation,
                    report.measured().stream()
                            .map(each -> new EvaluationMetric(
                                    each.subset(),
                                    each.label(),
                                    each.metric(),
                                    each.value(),
                                    null,
                                    null,
                                    LEVEL,
                                    each.cases(),
                                    each.positives()))
                            .toList());
            edges(run, spec);
        });
    }

    private void edges(JobRun<QualitySpec> run, QualitySpec spec) {
        lineage.input(run.id(), LineageNode.dataset(new DatasetId(spec.dataset())));
        if (spec.reference() != null) {
            lineage.input(run.id(), LineageNode.dataset(new DatasetId(spec.reference())));
        }
        if (spec.encoder() != null) {
            lineage.input(run.id(), LineageNode.model(spec.encoder()));
        }
        if (spec.checkpoint() != null) {
            lineage.input(run.id(), LineageNode.checkpoint(spec.checkpoint()));
        }
        lineage.output(run.id(), LineageNode.evaluation(run.id()));
    }

    private void put(UUID report, String name, String content) throws IOException {
        store.put(new ObjectName("evaluations/" + report + "/" + name), content.getBytes(StandardCharsets.UTF_8));
    }
}
