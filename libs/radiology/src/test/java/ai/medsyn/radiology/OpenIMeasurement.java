package ai.medsyn.radiology;

import ai.medsyn.radiology.readers.OpenIReportReader;
import ai.medsyn.radiology.readers.ReadSummary;
import ai.medsyn.radiology.readers.SourceReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Measures the labels of the extractor against expert labels of Open-i. Not a test: it takes the folder with
 * {@code NLMCXR_reports.tgz} and {@code openi_gold_labels_train.csv}, and prints a table per finding.
 */
final class OpenIMeasurement {

    private OpenIMeasurement() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Map<String, SourceReport> reports = new HashMap<>();
        try (InputStream archive = Files.newInputStream(folder.resolve("NLMCXR_reports.tgz"))) {
            ReadSummary summary = new OpenIReportReader().read(archive, report -> reports.put(report.id(), report));
            System.out.println(summary);
        }
        Lexicon lexicon = Lexicon.builtIn();
        EntityExtractor extractor = new LexiconExtractor(lexicon);
        ReportLabels labels = new ReportLabels(lexicon);
        Map<String, int[]> counts = new LinkedHashMap<>();
        ReportLabels.NIH14.forEach(name -> counts.put(name, new int[3]));
        for (CSVRecord gold : gold(folder.resolve("openi_gold_labels_train.csv"))) {
            SourceReport report = reports.get(gold.get("filename"));
            // A report that the rules drop (for example "Normal chest.") says nothing here.
            String text = report == null ? "" : ReportText.join(report.findings(), report.impression());
            Map<String, LabelValue> found = labels.nih14(extractor.extract(text));
            counts.forEach((name, count) -> {
                boolean expected = gold.get(name).equals("1");
                boolean stated = found.get(name) == LabelValue.POSITIVE;
                if (expected || stated) {
                    count[expected && stated ? 0 : stated ? 1 : 2]++;
                }
            });
        }
        counts.forEach(OpenIMeasurement::print);
        int[] sum = counts.values().stream().reduce(new int[3], (a, b) ->
                new int[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]});
        print("micro", sum);
    }

    private static List<CSVRecord> gold(Path file) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return format.parse(reader).getRecords();
        }
    }

    private static void print(String name, int[] count) {
        double precision = count[0] / (double) Math.max(1, count[0] + count[1]);
        double recall = count[0] / (double) Math.max(1, count[0] + count[2]);
        double f1 = 2.0 * count[0] / Math.max(1, 2 * count[0] + count[1] + count[2]);
        System.out.printf("| %s | %d | %.3f | %.3f | %.3f |%n", name, count[0] + count[2], precision, recall, f1);
    }
}
