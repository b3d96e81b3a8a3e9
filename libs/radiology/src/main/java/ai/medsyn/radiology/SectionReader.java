package ai.medsyn.radiology;

import ai.medsyn.radiology.ReportSection.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts a report at its headings: known ones in capitals anywhere ({@code … FINDINGS: …}), with a capital at the beginning of
 * a line or sentence ({@code Impression: …}), or alone on a line; other words in capitals with a colon at the beginning of a
 * line open what an unnamed section describes ({@code PA AND LATERAL CHEST RADIOGRAPH: …}).
 *
 * <p>Where no heading says FINDINGS, they begin with the paragraph behind an indication, comparison or technique.
 */
final class SectionReader {

    private static final Map<String, Kind> KNOWN = known();
    private static final int LONGEST_HEADING = 70;

    private final String text;
    private final List<ReportSection> sections = new ArrayList<>();
    private Kind kind = Kind.FINDINGS;
    private String heading = "";
    private int from;

    private SectionReader(String text) {
        this.text = text;
    }

    /** The sections in their order; blank ones are left out. */
    static List<ReportSection> read(String text) {
        SectionReader reader = new SectionReader(text);
        reader.cut();
        List<ReportSection> sections = reader.sections;
        boolean named = sections.stream()
                .anyMatch(section ->
                        section.kind() == Kind.FINDINGS && !section.heading().isEmpty());
        return named ? sections : reader.withUnnamedFindings();
    }

    private void cut() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                colon(i);
            } else if (c == '\n') {
                line(i);
            }
        }
        line(text.length());
        close(text.length());
    }

    /** A heading may end here. */
    private void colon(int end) {
        int begin = end;
        while (begin > from && end - begin < LONGEST_HEADING && headingCharacter(text.charAt(begin - 1))) {
            begin--;
        }
        boolean lineStart = begin == 0 || text.charAt(begin - 1) == '\n';
        boolean opens = lineStart || begin == from || text.charAt(begin - 1) == '.';
        String words = text.substring(begin, end).strip();
        if (words.isEmpty()) {
            return;
        }
        Kind known = Character.isUpperCase(words.charAt(0)) && opens ? KNOWN.get(normal(words)) : null;
        if (known != null) {
            open(known, words, begin, end + 1);
            return;
        }
        String capitals = capitalsAtEnd(words);
        Kind inside = KNOWN.get(normal(capitals));
        if (inside != null) {
            open(inside, capitals, end - capitals.length(), end + 1);
        } else if (lineStart && capitals.equals(words) && words.length() > 3 && !kind.describes()) {
            open(Kind.FINDINGS, words, begin, end + 1);
        }
    }

    /** A line that is nothing but a heading ends here. */
    private void line(int end) {
        int begin = text.lastIndexOf('\n', end - 1) + 1;
        if (end - begin > LONGEST_HEADING || begin < from) {
            return;
        }
        String words = text.substring(begin, end).strip();
        if (!words.isEmpty() && words.equals(words.toUpperCase(Locale.ROOT))) {
            boolean title = words.equals("FINAL REPORT");
            Kind known = title ? Kind.FINDINGS : KNOWN.get(normal(words));
            if (known != null) {
                open(known, title ? "" : words, begin, end);
            }
        }
    }

    private void open(Kind next, String words, int begin, int behind) {
        close(begin);
        kind = next;
        heading = words;
        from = behind;
    }

    private void close(int end) {
        if (end > from && !text.substring(from, end).isBlank()) {
            sections.add(new ReportSection(kind, heading, new Span(from, end)));
        }
    }

    /** Where a paragraph ends inside a section that describes nothing, the next one is what the report describes. */
    private List<ReportSection> withUnnamedFindings() {
        List<ReportSection> all = new ArrayList<>();
        for (ReportSection section : sections) {
            int paragraph = section.kind().describes() ? -1 : paragraphEnd(section.span());
            if (paragraph < 0) {
                all.add(section);
                continue;
            }
            int end = section.span().end();
            all.add(new ReportSection(
                    section.kind(), section.heading(), new Span(section.span().start(), paragraph)));
            all.add(new ReportSection(Kind.FINDINGS, "", new Span(paragraph, end)));
        }
        return all;
    }

    /** End of the first paragraph if another one follows it, or -1. */
    private int paragraphEnd(Span span) {
        int begin = span.start();
        while (begin < span.end() && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        for (int i = begin; i < span.end(); i++) {
            if (text.charAt(i) == '\n' && blankLine(i + 1, span.end())) {
                return text.substring(i, span.end()).isBlank() ? -1 : i;
            }
        }
        return -1;
    }

    private boolean blankLine(int begin, int end) {
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return true;
            }
            if (!Character.isWhitespace(c)) {
                return false;
            }
        }
        return false;
    }

    private static boolean headingCharacter(char c) {
        return Character.isLetterOrDigit(c) || " \t/&(),-".indexOf(c) >= 0;
    }

    private static String capitalsAtEnd(String words) {
        int begin = words.length();
        while (begin > 0 && !Character.isLowerCase(words.charAt(begin - 1))) {
            begin--;
        }
        // A word that is only partly in capitals does not count.
        int blank = begin == 0 ? 0 : words.indexOf(' ', begin) + 1;
        return begin > 0 && blank == 0 ? "" : words.substring(blank).strip();
    }

    private static String normal(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }

    private static Map<String, Kind> known() {
        Map<String, Kind> known = new HashMap<>();
        put(known, Kind.FINDINGS, "findings", "finding", "report", "addendum", "chest findings", "body of report");
        put(known, Kind.IMPRESSION, "impression", "impressions", "conclusion", "conclusions", "opinion", "summary");
        put(known, Kind.IMPRESSION, "final impression", "interpretation", "impression and recommendation");
        put(known, Kind.IMPRESSION, "impression/recommendations", "findings and impression", "findings/impression");
        put(known, Kind.OTHER, "indication", "indications", "clinical indication", "history", "clinical history");
        put(known, Kind.OTHER, "clinical information", "clinical data", "reason for exam", "reason for examination");
        put(known, Kind.OTHER, "reason for study", "reason for this examination", "reason", "medical condition");
        put(known, Kind.OTHER, "comparison", "comparisons", "comparison studies", "technique", "exam", "examination");
        put(known, Kind.OTHER, "exams", "study", "type of examination", "type of exam", "procedure", "procedures");
        put(known, Kind.OTHER, "views", "contrast", "date", "exam date", "wet read", "notification", "attestation");
        put(
                known,
                Kind.OTHER,
                "recommendation",
                "recommendations",
                "signed by",
                "dictated by",
                "electronically signed");
        put(known, Kind.OTHER, "preoperative diagnosis", "diagnosis", "patient history", "technical factors");
        return known;
    }

    private static void put(Map<String, Kind> known, Kind kind, String... names) {
        for (String name : names) {
            known.put(name, kind);
        }
    }
}
