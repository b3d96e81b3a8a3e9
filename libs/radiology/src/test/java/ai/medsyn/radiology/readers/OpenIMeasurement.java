package ai.medsyn.radiology.readers;

import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.LabelValue;
import ai.medsyn.radiology.Lexicon;
import ai.medsyn.radiology.LexiconExtractor;
import ai.medsyn.radiology.ReportLabels;
import ai.medsyn.radiology.ReportText;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * Measures the NIH-14 labels of the extractor against expert labels of Open-i. Not a test: it takes the folder with
 * {@code NLMCXR_reports.tgz} and {@code openi_gold_labels_train.csv} and prints a table per finding.
 *
 * <p>Reports fall into ten folds by a checksum of their id. Folds 0 to 5 were read while rules were written, folds 6 to 9
 * were only counted. {@code errors} as second argument lists what goes wrong in the former.
 */
final class OpenIMeasurement {

    private static final int FOLDS = 10;
    private static final int TUNED_FOLDS = 6;

    private final Lexicon lexicon = Lexicon.builtIn();
    private final EntityExtractor extractor = new LexiconExtractor(lexicon);
    private final ReportLabels labels = new ReportLabels(lexicon);
    private final Map<String, Counts[]> counts = new LinkedHashMap<>();
    private final Counts[] folds = new Counts[FOLDS];
    private final boolean errors;

    private OpenIMeasurement(boolean errors) {
        this.errors = errors;
        ReportLabels.NIH14.forEach(name -> counts.put(name, new Counts[] {new Counts(), new Counts()}));
        for (int fold = 0; fold < FOLDS; fold++) {
            folds[fold] = new Counts();
        }
    }

    public static void main(String[] arguments) throws IOException, XMLStreamException {
        Path folder = Path.of(arguments[0]);
        Map<String, String> texts = texts(folder.resolve("NLMCXR_reports.tgz"));
        OpenIMeasurement measurement = new OpenIMeasurement(arguments.length > 1 && arguments[1].equals("errors"));
        for (CSVRecord gold : gold(folder.resolve("openi_gold_labels_train.csv"))) {
            measurement.count(gold, texts.getOrDefault(gold.get("filename"), ""));
        }
        measurement.print();
        measurement.speed(List.copyOf(texts.values()));
    }

    /** Every report by its id, also those too short to become a prompt. */
    private static Map<String, String> texts(Path archive) throws IOException, XMLStreamException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && entry.getName().endsWith(".xml")) {
                    OpenIDocument report = OpenIDocument.parse(new ByteArrayInputStream(tar.readAllBytes()));
                    texts.put(report.id(), ReportText.join(report.findings(), report.impression()));
                }
            }
        }
        return texts;
    }

    private void count(CSVRecord gold, String text) {
        int fold = fold(gold.get("filename"));
        boolean tuned = fold < TUNED_FOLDS;
        List<EntityMention> mentions = extractor.extract(text);
        Map<String, LabelValue> found = labels.nih14(mentions);
        counts.forEach((name, count) -> {
            boolean expected = gold.get(name).equals("1");
            boolean stated = found.get(name) == LabelValue.POSITIVE;
            count[tuned ? 0 : 1].add(expected, stated);
            folds[fold].add(expected, stated);
            if (errors && tuned && expected != stated) {
                System.out.printf(
                        "%s %s %s was %s%n    %s%n",
                        expected ? "MISSED" : "FALSE ", name, gold.get("filename"), found.get(name), text);
                mentions.stream()
                        .filter(mention -> name.equals(lexicon.concept(mention.concept())
                                .map(concept -> concept.relations().labels().nih())
                                .orElse(null)))
                        .forEach(mention -> System.out.printf(
                                "    -> %s %s %s%n",
                                mention.certainty(), mention.span().of(text), mention.evidence()));
            }
        });
    }

    private static int fold(String id) {
        CRC32 checksum = new CRC32();
        checksum.update(id.getBytes(StandardCharsets.UTF_8));
        return (int) (checksum.getValue() % FOLDS);
    }

    private void print() {
        System.out.println("| finding | read: labelled | P | R | F1 | held out: labelled | P | R | F1 |");
        Counts[] sums = {new Counts(), new Counts()};
        counts.forEach((name, count) -> {
            System.out.printf("| %s | %s | %s |%n", name, count[0], count[1]);
            sums[0].add(count[0]);
            sums[1].add(count[1]);
        });
        System.out.printf("| **micro** | %s | %s |%n", sums[0], sums[1]);
        sums[0].add(sums[1]);
        System.out.println("all: " + sums[0]);
        List<String> byFold = new ArrayList<>();
        for (Counts fold : folds) {
            byFold.add("%.3f".formatted(fold.f1()));
        }
        System.out.println("micro-F1 by fold: " + byFold);
    }

    /** CPU time of this thread, after warming up. */
    private void speed(List<String> texts) {
        long characters = texts.stream().mapToLong(String::length).sum();
        for (int round = 0; round < 20; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long mentions = 0;
            for (String text : texts) {
                mentions += extractor.extract(text).size();
            }
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
            if (round % 4 == 3) {
                System.out.printf(
                        "%d reports, %d mentions: %.1f us per report, %.1f MB/s%n",
                        texts.size(), mentions, seconds / texts.size() * 1e6, characters / seconds / 1e6);
            }
        }
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

    private static final class Counts {
        private int hits;
        private int falseAlarms;
        private int misses;

        void add(boolean expected, boolean stated) {
            hits += expected && stated ? 1 : 0;
            falseAlarms += stated && !expected ? 1 : 0;
            misses += expected && !stated ? 1 : 0;
        }

        void add(Counts other) {
            hits += other.hits;
            falseAlarms += other.falseAlarms;
            misses += other.misses;
        }

        double f1() {
            return 2.0 * hits / Math.max(1, 2 * hits + falseAlarms + misses);
        }

        @Override
        public String toString() {
            return "%d | %.3f | %.3f | %.3f"
                    .formatted(
                            hits + misses,
                            hits / (double) Math.max(1, hits + falseAlarms),
                            hits / (double) Math.max(1, hits + misses),
                            f1());
        }
    }
}
