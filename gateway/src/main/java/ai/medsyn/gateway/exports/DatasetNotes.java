package ai.medsyn.gateway.exports;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** What both cards say in words about a dataset: how it came to be, what it is for and what not. */
final class DatasetNotes {

    static final String BIASES =
            "Findings follow the request, not their prevalence in any population; anatomy, wording and image style vary only as far as the"
                    + " models behind them do.";

    static final String VERSIONS =
            "A sealed version does not change. MAJOR: samples changed or removed; MINOR: samples only added; PATCH: the same samples packaged"
                    + " anew.";

    private DatasetNotes() {}

    static String summary(ExportDataset dataset, DatasetStatistics statistics) {
        return String.format(
                Locale.ROOT,
                "%,d pairs of a chest radiograph and its report (origin: %s). For research on machine learning; not for diagnosis.",
                statistics.samples(),
                origin(dataset));
    }

    private static String origin(ExportDataset dataset) {
        return switch (dataset.identity().origin()) {
            case "SYNTHETIC" -> "synthetic, reports and images";
            case "MIXED" -> "mixed, real reports with synthetic images";
            default -> dataset.identity().origin().toLowerCase(Locale.ROOT);
        };
    }

    static String citation(ExportDataset dataset) {
        ExportDataset.Identity identity = dataset.identity();
        int year = dataset.release().sealedAt().atZone(ZoneOffset.UTC).getYear();
        return "@misc{" + identity.id() + ", title = {" + identity.name() + "}, author = {" + identity.team()
                + "}, year = {" + year
                + "}, version = {" + identity.version() + "}, note = {manifest digest "
                + dataset.release().manifestDigest() + "}}";
    }

    static String collection(ExportDataset dataset) {
        String reports = dataset.identity().origin().equals("SYNTHETIC")
                ? "Sets of clinical entities were sampled with a cap on the uses of each; a writer model wrote a report that contains exactly"
                        + " those entities; "
                : "Reports were taken as they are from the collection that the request names; ";
        return reports
                + "an image generator drew one radiograph from the report's text alone. Every sample can be drawn again from its seed.";
    }

    static String curation(ExportDataset dataset) {
        return String.format(
                Locale.ROOT,
                "%,d candidates were generated for %,d requested samples and measured by text and image filters; the first %,d that passed every"
                        + " threshold were kept, in order of generation.",
                dataset.counts().generated(),
                dataset.counts().requested(),
                dataset.counts().accepted());
    }

    static List<String> uses() {
        return List.of(
                "Pre-training and augmentation of medical vision-language models",
                "Development and testing of pipelines that must not see patients' data");
    }

    static List<String> limits() {
        return List.of(
                "Not for diagnosis, treatment or any clinical decision",
                "Synthetic images must not be presented as those of a patient",
                "A model trained on this data must be evaluated on real data before anything is claimed of it",
                "Labels come from the text; entities that the generator cannot draw are listed as unrendered in each sample");
    }

    static String personalInformation(ExportDataset dataset) {
        return switch (dataset.identity().origin()) {
            case "SYNTHETIC" -> "None: no report and no image is that of a person.";
            case "MIXED" ->
                "Report texts are those of the collection they come from and as de-identified as it is; images are synthetic.";
            default -> "As in the collection the data comes from.";
        };
    }
}
