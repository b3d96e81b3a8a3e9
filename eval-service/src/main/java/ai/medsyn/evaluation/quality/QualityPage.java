package ai.medsyn.evaluation.quality;

import ai.medsyn.evaluation.classification.Measured;
import ai.medsyn.evaluation.pages.Charts;
import ai.medsyn.evaluation.pages.HtmlPage;
import ai.medsyn.evaluation.pages.HtmlPage.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A quality report as a page. */
final class QualityPage {

    private static final int MOST_BARS = 30;
    private static final List<String> DISTANCES = List.of(
            "frechet-distance",
            "kernel-distance",
            "precision",
            "recall",
            "density",
            "coverage",
            "ms-ssim",
            "ms-ssim-of-reference");
    private static final List<String> FIDELITY = List.of(
            "entity-precision", "entity-recall", "entity-exact", "report-label-precision", "report-label-recall");

    private final QualityReport report;
    private final HtmlPage page;

    private QualityPage(QualityReport report) {
        this.report = report;
        this.page = new HtmlPage("Quality of " + report.dataset());
    }

    /** @param pictures of the films closest to real ones */
    static String of(QualityReport report, List<HtmlPage.Picture> pictures) {
        QualityPage quality = new QualityPage(report);
        quality.head();
        quality.balance("Findings", "label-evenness", "films by finding", report.labels());
        quality.balance("Entities that were asked for", "entity-evenness", "reports by entity", report.entities());
        quality.fidelity();
        quality.distances();
        quality.neighbours(pictures);
        quality.notes();
        return quality.page.end();
    }

    private void head() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("encoder", report.encoder().id()));
        facts.add(new Fact("weights", report.encoder().weights()));
        facts.add(new Fact("films before the network", report.encoder().preprocessing()));
        report.counts().forEach((side, films) -> facts.add(new Fact("films, " + side, films.toString())));
        page.facts(facts);
        int flagged = report.flagged().size();
        value("memorisation-expected")
                .filter(expected -> flagged > 2 * expected + 3)
                .ifPresent(expected ->
                        page.warning(flagged + " films lie closer to a real film than a hundredth of held-out"
                                + " real films do; " + number(expected) + " were to be expected. Look at them below."));
    }

    private void balance(String title, String evenness, String caption, Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        long sum = counts.values().stream().mapToLong(Long::longValue).sum();
        List<Charts.Bar> bars = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_BARS)
                .map(entry -> new Charts.Bar(
                        entry.getKey(),
                        entry.getValue(),
                        String.format(Locale.ROOT, "%d (%.1f %%)", entry.getValue(), 100.0 * entry.getValue() / sum)))
                .toList();
        page.section(title);
        value(evenness)
                .ifPresent(value -> page.paragraph(
                        "Evenness " + number(value) + ": 0 where one takes all, 1 where all are used alike."));
        page.chart(
                Charts.bars(bars),
                caption
                        + (counts.size() > MOST_BARS
                                ? ", the " + MOST_BARS + " most frequent of " + counts.size()
                                : ""));
    }

    private void fidelity() {
        List<Fact> numbers = facts(FIDELITY);
        if (!numbers.isEmpty()) {
            page.section("Do reports say what they should?")
                    .paragraph(
                            "Entities that were requested, or labels of the source, against what is found again in the reports.")
                    .tiles(numbers);
        }
        List<Fact> alignment = facts(List.of("alignment", "alignment-of-shuffled-pairs"));
        if (!alignment.isEmpty()) {
            page.section("Do films and reports belong together?")
                    .paragraph(
                            "Mean cosine of films and their own prompts, and of all wrong pairs: only the gap says something.")
                    .tiles(alignment);
        }
    }

    private void distances() {
        List<List<String>> rows = report.measured().stream()
                .filter(each -> DISTANCES.contains(each.metric()))
                .map(each -> List.of(each.metric(), number(each.value()), Integer.toString(each.cases())))
                .toList();
        if (!rows.isEmpty()) {
            page.section("Distance to the reference, and variety")
                    .paragraph(
                            "Encoder " + report.encoder().id()
                                    + ", equal numbers of films on both sides; ms-ssim is a mean over random pairs, low is varied.")
                    .table(List.of("measure", "value", "films or pairs"), rows);
        }
    }

    private void neighbours(List<HtmlPage.Picture> pictures) {
        QualityReport.Neighbours neighbours = report.neighbours();
        if (neighbours == null) {
            return;
        }
        page.section("Are real films repeated?")
                .tiles(facts(List.of("memorisation-flagged", "memorisation-expected")))
                .chart(
                        Charts.histogram(
                                new Charts.Bins(
                                        neighbours.width(),
                                        "this dataset",
                                        neighbours.films(),
                                        "held-out real films",
                                        neighbours.heldOut()),
                                neighbours.threshold(),
                                "flagged below"),
                        "distance to the nearest real film of the reference's split train, share of films")
                .paragraph("The films that lie closest to a real one, each beside it:")
                .gallery(pictures);
    }

    private void notes() {
        if (!report.notes().isEmpty()) {
            page.section("Notes");
            report.notes().forEach(page::paragraph);
        }
    }

    private List<Fact> facts(List<String> metrics) {
        return metrics.stream()
                .flatMap(metric -> value(metric).map(value -> new Fact(metric, number(value))).stream())
                .toList();
    }

    private Optional<Double> value(String metric) {
        return report.measured().stream()
                .filter(each -> each.metric().equals(metric))
                .map(Measured::value)
                .findFirst();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) && Math.abs(value) < 1e6 ? "%.0f" : "%.4g", value);
    }
}
