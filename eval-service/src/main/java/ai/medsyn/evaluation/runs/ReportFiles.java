package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.Measured;
import ai.medsyn.platform.artifacts.ArtifactStore;
import ai.medsyn.platform.artifacts.ObjectName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** An evaluation for people and programs: JSON, Markdown, CSV, a page, and what its task adds. Equal evaluations give equal files. */
@Component
class ReportFiles {

    private static final String OPTIMISTIC = "\n`" + ClassificationReport.OPTIMISTIC_F1
            + "` is the largest F1 over all thresholds on the reported films themselves, `"
            + ClassificationReport.OPTIMISTIC_ACCURACY + "` the accuracy there: upper bounds.\n";

    private final ArtifactStore store;
    private final JsonMapper json;

    ReportFiles(ArtifactStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    /** Object names by the ending of the four files that all have, and by the name of the others. */
    Map<String, String> write(EvaluationResult result, List<Answer.File> others) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        UUID id = result.evaluation();
        files.put(
                "json",
                put(id, "report.json", json.writerWithDefaultPrettyPrinter().writeValueAsString(result)));
        files.put("md", put(id, "report.md", markdown(result)));
        files.put("csv", put(id, "metrics.csv", csv(result.measured())));
        files.put("html", put(id, "report.html", EvaluationPage.of(result, others)));
        for (Answer.File other : others) {
            files.put(other.name(), put(id, other.name(), other.content()));
        }
        return files;
    }

    private String put(UUID evaluation, String name, String content) throws IOException {
        return put(evaluation, name, content.getBytes(StandardCharsets.UTF_8));
    }

    private String put(UUID evaluation, String name, byte[] content) throws IOException {
        ObjectName object = new ObjectName("evaluations/" + evaluation + "/" + name);
        return store.put(object, content).name().value();
    }

    static String csv(List<Measured> measured) {
        StringBuilder csv = new StringBuilder("subset,label,metric,value,low,high,cases,positives\n");
        measured.forEach(each -> csv.append(String.join(
                        ",",
                        quoted(each.subset()),
                        quoted(each.label()),
                        each.metric(),
                        Double.toString(each.value()),
                        each.low() == null ? "" : each.low().toString(),
                        each.high() == null ? "" : each.high().toString(),
                        Integer.toString(each.cases()),
                        Integer.toString(each.positives())))
                .append('\n'));
        return csv.toString();
    }

    private static String quoted(String text) {
        return text.matches("[\\w .-]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    static String markdown(EvaluationResult result) {
        EvaluationResult.Asked asked = result.asked();
        StringBuilder text = new StringBuilder("# " + asked.task() + "\n\n");
        text.append("Model `")
                .append(asked.encoder().id())
                .append("`, weights `")
                .append(asked.encoder().weights());
        text.append("`, ")
                .append(asked.encoder().preprocessing())
                .append(".\n\nDataset ")
                .append(asked.dataset());
        text.append(". Asked: ").append(asked.question()).append(". Films: ").append(result.films());
        text.append(".\nIntervals at ").append(asked.level()).append("; patients are kept together.\n");
        Set<String> subsets = new LinkedHashSet<>();
        result.measured().forEach(each -> subsets.add(each.subset()));
        subsets.forEach(subset -> table(text, result, subset));
        if (!result.chance().isEmpty()) {
            text.append(
                            "\nNot told from chance (the interval of the AUC holds 0.5, or that of pointing over chance does not lie above 0): ")
                    .append(String.join(", ", result.chance()))
                    .append(".\n");
        }
        if (!result.excluded().isEmpty()) {
            text.append("\nLeft out: ").append(result.excluded()).append(".\n");
        }
        result.undefined()
                .forEach(each -> text.append("\n- ")
                        .append(each.subset())
                        .append(", ")
                        .append(each.label())
                        .append(", ")
                        .append(each.metric())
                        .append(": ")
                        .append(each.reason()));
        if (has(result, ClassificationReport.OPTIMISTIC_F1)) {
            text.append(OPTIMISTIC);
        }
        return text.toString();
    }

    private static boolean has(EvaluationResult result, String metric) {
        return result.measured().stream().anyMatch(each -> each.metric().equals(metric));
    }

    private static void table(StringBuilder text, EvaluationResult result, String subset) {
        List<Measured> rows = result.measured().stream()
                .filter(each -> each.subset().equals(subset))
                .toList();
        List<String> metrics = new ArrayList<>(
                new LinkedHashSet<>(rows.stream().map(Measured::metric).toList()));
        Set<String> labels =
                new LinkedHashSet<>(rows.stream().map(Measured::label).toList());
        text.append("\n## ").append(subset).append("\n\n| finding | films | positive | ");
        text.append(String.join(" | ", metrics)).append(" |\n|---|---|---|");
        text.append("---|".repeat(metrics.size())).append('\n');
        for (String label : labels) {
            Measured first = rows.stream()
                    .filter(each -> each.label().equals(label))
                    .findFirst()
                    .orElseThrow();
            text.append("| ")
                    .append(label)
                    .append(" | ")
                    .append(first.cases())
                    .append(" | ")
                    .append(first.positives());
            for (String metric : metrics) {
                text.append(" | ").append(cell(rows, label, metric));
            }
            text.append(" |\n");
        }
    }

    private static String cell(List<Measured> rows, String label, String metric) {
        @Nullable
        Measured found = rows.stream()
                .filter(each -> each.label().equals(label) && each.metric().equals(metric))
                .findFirst()
                .orElse(null);
        if (found == null) {
            return "–";
        }
        String value = String.format(Locale.ROOT, "%.3f", found.value());
        return found.low() == null || found.high() == null
                ? value
                : value + String.format(Locale.ROOT, " (%.3f to %.3f)", found.low(), found.high());
    }
}
