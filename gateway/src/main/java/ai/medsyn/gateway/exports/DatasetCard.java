package ai.medsyn.gateway.exports;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The dataset's {@code README.md}: a Hugging Face dataset card (YAML front matter, Markdown) that a person can read on its own. */
final class DatasetCard {

    private static final int TOP_ENTITIES = 20;

    private final ExportDataset dataset;
    private final DatasetStatistics statistics;
    private final Markdown page = new Markdown();

    DatasetCard(ExportDataset dataset, DatasetStatistics statistics) {
        this.dataset = dataset;
        this.statistics = statistics;
    }

    String toMarkdown(Layout layout) {
        page.raw(FrontMatter.of(dataset, statistics, layout));
        page.heading(1, dataset.identity().title());
        page.paragraph(DatasetNotes.summary(dataset, statistics));
        identity();
        page.heading(2, "How it was made");
        page.paragraph(DatasetNotes.collection(dataset));
        page.paragraph(DatasetNotes.curation(dataset));
        counts();
        distributions();
        measures();
        models();
        page.heading(2, "Intended use");
        DatasetNotes.uses().forEach(page::item);
        page.heading(2, "Limits");
        DatasetNotes.limits().forEach(page::item);
        page.item(DatasetNotes.BIASES);
        page.item("Personal information: " + DatasetNotes.personalInformation(dataset));
        page.heading(2, "Files and loading");
        page.raw(layout.usage());
        verification();
        request();
        return page.toString();
    }

    private void identity() {
        ExportDataset.Parent parent = dataset.provenance().parent();
        page.table("", "");
        page.row("Dataset", "`" + dataset.identity().id() + "`");
        page.row("Version", dataset.identity().version());
        page.row("Cut from version", parent == null ? "none" : parent.version() + " (`" + parent.id() + "`)");
        page.row("Origin", dataset.identity().origin());
        page.row("Team", dataset.identity().team());
        page.row("Licence", dataset.release().licence());
        page.row("Created", dataset.release().createdAt());
        page.row("Sealed", dataset.release().sealedAt());
        page.row("Manifest digest", "`" + dataset.release().manifestDigest() + "`");
        page.row("Seed", dataset.provenance().seed());
        page.end();
        page.paragraph(DatasetNotes.VERSIONS);
    }

    private void counts() {
        ExportDataset.Counts counts = dataset.counts();
        page.heading(2, "Counts");
        page.table("", "Samples");
        page.row("Requested", counts.requested());
        page.row("Generated", counts.generated());
        page.row("Accepted", counts.accepted());
        counts.rejected().forEach((reason, count) -> page.row("Rejected: " + reason, count));
        page.end();
        page.paragraph(
                "A candidate that several filters reject counts under each. Rejected candidates are kept with what was measured of them: other thresholds cut another version without"
                        + " generating anything again.");
    }

    private void distributions() {
        page.heading(2, "Distributions");
        page.table("Split", "Samples");
        statistics.splits().byName().forEach(split -> page.row(split.getKey(), split.getValue()));
        page.end();
        labels();
        entities();
        page.table("", "Value");
        page.row("Prompt tokens, mean", statistics.meanTokens());
        page.row("Prompt tokens, least / median / 95 % / most", tokens());
        named("Prompt from ", statistics.promptSources());
        named("Image size ", statistics.sizes());
        named("Written by ", statistics.writers());
        named("Drawn by ", statistics.generators());
        page.row("With masks", statistics.masks());
        page.end();
        unrendered();
    }

    private void labels() {
        if (statistics.labels().isEmpty()) {
            return;
        }
        page.table("Finding", "Positive", "Negative", "Uncertain");
        statistics
                .labels()
                .forEach((finding, statuses) -> page.row(
                        finding, statuses.count("POSITIVE"), statuses.count("NEGATIVE"), statuses.count("UNCERTAIN")));
        page.end();
    }

    private void entities() {
        if (statistics.entities().isEmpty()) {
            return;
        }
        page.paragraph(
                "Balance of the requested entities: evenness is their entropy over its maximum (1: all used equally), Gini is 0 for"
                        + " equal use.");
        page.table("Category", "Entities", "Uses", "Most uses", "Evenness", "Gini");
        statistics
                .categories()
                .forEach((category, uses) ->
                        page.row(category, uses.distinct(), uses.total(), uses.max(), uses.evenness(), uses.gini()));
        page.end();
        page.table("Most used entities", "Uses");
        statistics.entities().top(TOP_ENTITIES).forEach(entity -> page.row(entity.getKey(), entity.getValue()));
        page.end();
    }

    private void unrendered() {
        if (statistics.unrendered().isEmpty()) {
            return;
        }
        page.paragraph("Entities that are in the text and that the generator cannot draw:");
        page.table("Not drawn", "Samples");
        statistics.unrendered().top(TOP_ENTITIES).forEach(entity -> page.row(entity.getKey(), entity.getValue()));
        page.end();
    }

    private void named(String what, Distribution distribution) {
        for (Map.Entry<String, Long> entry : distribution.byName()) {
            page.row(what + entry.getKey(), entry.getValue());
        }
    }

    private String tokens() {
        return statistics.tokenQuantile(0) + " / " + statistics.tokenQuantile(0.5) + " / "
                + statistics.tokenQuantile(0.95) + " / " + statistics.tokenQuantile(1);
    }

    private void measures() {
        if (dataset.measures().isEmpty()) {
            return;
        }
        page.heading(2, "Quality measures");
        page.table("Measure", "Value");
        dataset.measures().forEach((measure, value) -> page.row(measure, value));
        page.end();
    }

    private void models() {
        page.heading(2, "Models");
        page.table("Role", "Model", "Version", "Licence", "sha256 of its files");
        List<ExportDataset.Model> models = dataset.provenance().models().stream()
                .sorted(Comparator.comparing(ExportDataset.Model::role).thenComparing(ExportDataset.Model::id))
                .toList();
        for (ExportDataset.Model model : models) {
            String files = model.files().isEmpty()
                    ? "built in"
                    : String.join(
                            " ",
                            model.files().stream()
                                    .map(file -> "`" + file + "`")
                                    .sorted()
                                    .toList());
            page.row(model.role(), model.id(), model.version(), model.licence(), files);
        }
        page.end();
    }

    private void verification() {
        page.paragraph(
                "`sha256sum -c " + ExportTarget.CHECKSUMS + "` checks every file; `sha256sum " + SampleLedger.MANIFEST
                        + "` gives the manifest digest above. Any sample can be made again from its seed, and its bytes compared:");
        page.raw(String.format(Locale.ROOT, """
                ```sh
                curl -X POST -H "Authorization: Bearer $MEDSYN_KEY" \\
                  "$MEDSYN_URL/v1/datasets/%s/samples/ORDINAL/replay"
                ```

                """, dataset.identity().id()));
    }

    private void request() {
        page.heading(2, "Request");
        page.paragraph("As it was sent, and the thresholds that cut this version:");
        page.code("json", JsonLd.indent(dataset.provenance().spec()));
        page.code("json", JsonLd.indent(dataset.provenance().thresholds()));
    }
}
