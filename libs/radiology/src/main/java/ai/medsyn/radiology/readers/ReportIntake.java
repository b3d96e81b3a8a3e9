package ai.medsyn.radiology.readers;

import ai.medsyn.radiology.ReportText;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The rules of arXiv 2310.07027, and the count of what they leave out: IMPRESSION is the prompt (FINDINGS where there is
 * none), with at least three tokens, of a frontal view where the view is known.
 */
final class ReportIntake {

    private static final int MIN_TOKENS = 3;

    private final Consumer<SourceReport> consumer;
    private final Map<String, Integer> dropped = new TreeMap<>();
    private int read;
    private int kept;

    ReportIntake(Consumer<SourceReport> consumer) {
        this.consumer = consumer;
    }

    void take(String id, String findings, String impression, String view) {
        String cleanFindings = clean(findings);
        String cleanImpression = clean(impression);
        PromptSource source = cleanImpression.isEmpty() ? PromptSource.FINDINGS : PromptSource.IMPRESSION;
        SourceReport report = new SourceReport(clean(id), cleanFindings, cleanImpression, source);
        if (report.prompt().isEmpty()) {
            drop("no-text");
        } else if (View.of(view) == View.LATERAL) {
            drop("not-frontal");
        } else if (ReportText.tokenCount(report.prompt()) < MIN_TOKENS) {
            drop("too-short");
        } else {
            read++;
            kept++;
            consumer.accept(report);
        }
    }

    void drop(String reason) {
        read++;
        dropped.merge(reason, 1, Integer::sum);
    }

    int read() {
        return read;
    }

    ReadSummary summary() {
        return new ReadSummary(read, kept, dropped);
    }

    /** One blank for any run of white space and of U+0000, which damaged exports contain and databases refuse. */
    private static String clean(String text) {
        return text.replaceAll("[\\s\\x00]+", " ").trim();
    }
}
