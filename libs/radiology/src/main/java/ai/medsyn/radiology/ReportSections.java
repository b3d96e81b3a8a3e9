package ai.medsyn.radiology;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sections of a report that describe the image.
 *
 * @param findings text under FINDINGS; the whole text if it has no headings
 * @param impression text under IMPRESSION or CONCLUSION
 */
public record ReportSections(String findings, String impression) {

    static final Pattern HEADING = Pattern.compile(
            "(?:^|(?<=[\\s.]))(FINDINGS|IMPRESSION|CONCLUSION|INDICATION|HISTORY|CLINICAL HISTORY|CLINICAL INFORMATION"
                    + "|REASON FOR EXAM|REASON FOR EXAMINATION|COMPARISON|TECHNIQUE|EXAM|EXAMINATION|PROCEDURE)\\s*:");

    /** Cuts a report at its headings, written in capitals and followed by a colon. */
    public static ReportSections parse(String report) {
        StringBuilder findings = new StringBuilder();
        StringBuilder impression = new StringBuilder();
        Matcher heading = HEADING.matcher(report);
        String section = "FINDINGS";
        int from = 0;
        while (heading.find()) {
            append(section, report.substring(from, heading.start()), findings, impression);
            section = heading.group(1);
            from = heading.end();
        }
        append(section, report.substring(from), findings, impression);
        return new ReportSections(findings.toString(), impression.toString());
    }

    private static void append(String section, String text, StringBuilder findings, StringBuilder impression) {
        StringBuilder target = switch (section) {
            case "FINDINGS" -> findings;
            case "IMPRESSION", "CONCLUSION" -> impression;
            default -> null;
        };
        if (target != null && !text.isBlank()) {
            target.append(target.isEmpty() ? "" : " ").append(text.strip());
        }
    }
}
