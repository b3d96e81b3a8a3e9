package ai.medsyn.radiology.readers;

import ai.medsyn.radiology.ReportText;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The rules of arXiv 2310.07027, and the count of what they leave out: IMPRESSION is the prompt (FINDINGS where there is
 * none), with at least three tokens, of a frontal view where the view is known. Marks of words that were removed to protect the
 * patient are taken out before, because text encoders know no such words.
 */
final class ReportIntake {

    private static final int MIN_TOKENS = 3;

    private final Consumer<SourceReport> consumer;
    private final Repeats repeats;
    private final SeenTexts seen = new SeenTexts();
    private final Map<String, Integer> dropped = new TreeMap<>();
    private final Map<String, Integer> noted = new TreeMap<>();
    private int read;
    private int kept;

    ReportIntake(Consumer<SourceReport> consumer, Repeats repeats) {
        this.consumer = consumer;
        this.repeats = repeats;
    }

    void take(String id, String findings, String impression, String view) {
        String cleanFindings = ReportText.withoutMarks(findings);
        String cleanImpression = ReportText.withoutMarks(impression);
        PromptSource source = cleanImpression.isEmpty() ? PromptSource.FINDINGS : PromptSource.IMPRESSION;
        SourceReport report = new SourceReport(ReportText.withoutMarks(id), cleanFindings, cleanImpression, source);
        if (report.prompt().isEmpty()) {
            drop("no-text");
        } else if (View.of(view) == View.LATERAL) {
            drop("not-frontal");
        } else if (ReportText.tokenCount(report.prompt()) < MIN_TOKENS) {
            drop("too-short");
        } else {
            accept(report, ReportText.removedWords(findings) + ReportText.removedWords(impression) > 0);
        }
    }

    private void accept(SourceReport report, boolean removedWords) {
        SeenTexts.Kind kind = seen.add(ReportText.join(report.findings(), report.impression()));
        if (kind != SeenTexts.Kind.NEW && repeats == Repeats.DROP) {
            drop("duplicate");
            return;
        }
        note("same-text", kind == SeenTexts.Kind.SAME_TEXT);
        note("same-words", kind == SeenTexts.Kind.SAME_WORDS);
        note("removed-words", removedWords);
        read++;
        kept++;
        consumer.accept(report);
    }

    private void note(String what, boolean applies) {
        if (applies) {
            noted.merge(what, 1, Integer::sum);
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
        return new ReadSummary(read, kept, dropped, noted);
    }
}
