package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.classification.Measured;
import ai.medsyn.evaluation.pages.Charts;
import ai.medsyn.evaluation.pages.HtmlPage;
import ai.medsyn.evaluation.pages.HtmlPage.Fact;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An evaluation as a page. */
final class EvaluationPage {

    /** Metrics with a value by chance, or else the first that has intervals, are charted. */
    private static final List<String> CHARTED = List.of(ClassificationReport.AUC, "pointing-game", "dice", "map");

    private static final int LARGEST_PICTURE = 8_000_000;

    private final EvaluationResult result;
    private final HtmlPage page;

    private EvaluationPage(EvaluationResult result) {
        this.result = result;
        this.page = new HtmlPage(
                result.asked().task() + " of " + result.asked().encoder().id());
    }

    static String of(EvaluationResult result, List<Answer.File> files) {
        EvaluationPage page = new EvaluationPage(result);
        page.head();
        Set<String> subsets = new LinkedHashSet<>();
        result.measured().forEach(each -> subsets.add(each.subset()));
        subsets.forEach(page::subset);
        files.forEach(page::picture);
        page.foot();
        return page.page.end();
    }

    private void head() {
        EvaluationResult.Asked asked = result.asked();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("model", asked.encoder().id()));
        facts.add(new Fact("weights", asked.encoder().weights()));
        facts.add(new Fact("films before the network", asked.encoder().preprocessing()));
        asked.dataset().forEach((name, value) -> facts.add(new Fact("dataset " + name, value)));
        asked.question().forEach((name, value) -> facts.add(new Fact(name, value)));
        result.films().forEach((side, films) -> facts.add(new Fact("films, " + side, films.toString())));
        result.excluded().forEach((reason, count) -> facts.add(new Fact("left out, " + reason, count.toString())));
        page.facts(facts)
                .paragraph(
                        "Intervals at " + asked.level()
                                + "; patients are drawn whole. A metric without an interval is a bound or a setting, not an estimate.");
        if (!result.chance().isEmpty()) {
            page.warning("Not told from chance: " + String.join(", ", result.chance()) + ".");
        }
        page.tiles(result.measured().stream()
                .filter(each -> each.subset().equals(ClassificationReport.ALL)
                        && each.label().equals(ClassificationReport.MACRO))
                .limit(6)
                .map(each -> new Fact("mean " + each.metric(), number(each.value())))
                .toList());
    }

    private void subset(String subset) {
        List<Measured> rows = result.measured().stream()
                .filter(each -> each.subset().equals(subset))
                .toList();
        page.section(subset.equals(ClassificationReport.ALL) ? "All films" : "Films of " + subset);
        charted(rows).ifPresent(metric -> page.chart(chart(rows, metric), caption(metric)));
        Set<String> metrics =
                new LinkedHashSet<>(rows.stream().map(Measured::metric).toList());
        Set<String> labels =
                new LinkedHashSet<>(rows.stream().map(Measured::label).toList());
        List<String> columns = new ArrayList<>(List.of("finding", "films", "positive"));
        columns.addAll(metrics);
        page.table(
                columns, labels.stream().map(label -> row(rows, label, metrics)).toList());
    }

    private static Optional<String> charted(List<Measured> rows) {
        return Stream.concat(
                        CHARTED.stream(),
                        rows.stream().filter(each -> each.low() != null).map(Measured::metric))
                .filter(metric -> rows.stream().anyMatch(each -> each.metric().equals(metric)))
                .findFirst();
    }

    private static String chart(List<Measured> rows, String metric) {
        List<Charts.Estimate> estimates = rows.stream()
                .filter(each -> each.metric().equals(metric))
                .map(each -> new Charts.Estimate(each.label(), each.value(), each.low(), each.high()))
                .toList();
        return Charts.intervals(estimates, 0, 1, metric.equals(ClassificationReport.AUC) ? 0.5 : null);
    }

    private static String caption(String metric) {
        return metric.equals(ClassificationReport.AUC)
                ? "AUC with its interval; the dashed line is chance"
                : metric + " with its interval";
    }

    private static List<String> row(List<Measured> rows, String label, Set<String> metrics) {
        List<Measured> own =
                rows.stream().filter(each -> each.label().equals(label)).toList();
        List<String> cells = new ArrayList<>(List.of(
                label,
                Integer.toString(own.get(0).cases()),
                Integer.toString(own.get(0).positives())));
        for (String metric : metrics) {
            cells.add(own.stream()
                    .filter(each -> each.metric().equals(metric))
                    .findFirst()
                    .map(EvaluationPage::cell)
                    .orElse("–"));
        }
        return cells;
    }

    private static String cell(Measured measured) {
        return measured.low() == null || measured.high() == null
                ? number(measured.value())
                : number(measured.value()) + " (" + number(measured.low()) + " to " + number(measured.high()) + ")";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private void picture(Answer.File file) {
        String type =
                file.name().endsWith(".png") ? "image/png" : file.name().endsWith(".svg") ? "image/svg+xml" : null;
        if (type != null && file.content().length <= LARGEST_PICTURE) {
            page.section(file.name().substring(0, file.name().lastIndexOf('.')))
                    .picture(new HtmlPage.Picture(file.content(), Objects.requireNonNull(type), file.name()));
        }
    }

    private void foot() {
        if (!result.undefined().isEmpty()) {
            page.section("Without a value")
                    .table(
                            List.of("films", "finding", "metric", "because"),
                            result.undefined().stream()
                                    .map(each -> List.of(each.subset(), each.label(), each.metric(), each.reason()))
                                    .toList());
        }
    }
}
