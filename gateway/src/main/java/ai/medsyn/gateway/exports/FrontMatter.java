package ai.medsyn.gateway.exports;

import java.util.Locale;
import java.util.Set;

/** The YAML in front of a Hugging Face dataset card: licence, tags, size and where the splits lie. */
final class FrontMatter {

    /** SPDX licences that the Hub knows under their identifier in lower case; any other is given by name. */
    private static final Set<String> KNOWN =
            Set.of("cc0-1.0", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc-by-nc-sa-4.0", "mit", "apache-2.0");

    private FrontMatter() {}

    static String of(ExportDataset dataset, DatasetStatistics statistics, Layout layout) {
        StringBuilder yaml = new StringBuilder("---\n");
        yaml.append("pretty_name: ")
                .append(JsonLd.quote(dataset.identity().title()))
                .append('\n');
        licence(yaml, dataset.release().licence());
        yaml.append("language:\n- en\n");
        yaml.append("task_categories:\n- image-to-text\n- text-to-image\n- zero-shot-image-classification\n");
        yaml.append("tags:\n- medical\n- radiology\n- chest-x-ray\n- ")
                .append(dataset.identity().origin().toLowerCase(Locale.ROOT))
                .append('\n');
        yaml.append("size_categories:\n- ").append(size(statistics.samples())).append('\n');
        yaml.append("configs:\n- config_name: default\n  data_files:\n");
        statistics.splits().byName().stream()
                .map(split -> SplitName.of(split.getKey()))
                .distinct()
                .forEach(split -> yaml.append("  - split: ")
                        .append(split)
                        .append("\n    path: ")
                        .append(JsonLd.quote(layout.filesOf(split)))
                        .append('\n'));
        return yaml.append("---\n\n").toString();
    }

    private static void licence(StringBuilder yaml, String licence) {
        String id = licence.toLowerCase(Locale.ROOT);
        if (KNOWN.contains(id)) {
            yaml.append("license: ").append(id).append('\n');
        } else {
            yaml.append("license: other\nlicense_name: ")
                    .append(JsonLd.quote(licence))
                    .append('\n');
        }
    }

    private static String size(long samples) {
        if (samples < 1_000) {
            return "n<1K";
        }
        if (samples < 10_000) {
            return "1K<n<10K";
        }
        if (samples < 100_000) {
            return "10K<n<100K";
        }
        return samples < 1_000_000 ? "100K<n<1M" : "1M<n<10M";
    }
}
