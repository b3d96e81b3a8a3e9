package ai.medsyn.radiology;

import java.util.List;

/**
 * The sections of a report that describe the image.
 *
 * @param findings text under FINDINGS; the whole text if it has no headings
 * @param impression text under IMPRESSION or CONCLUSION
 */
public record ReportSections(String findings, String impression) {

    /** Cuts a report at its headings; sections of one kind are joined by a blank. */
    public static ReportSections parse(String report) {
        List<ReportSection> sections = SectionReader.read(report);
        return new ReportSections(
                text(report, sections, ReportSection.Kind.FINDINGS),
                text(report, sections, ReportSection.Kind.IMPRESSION));
    }

    /** Every section with its place, in the order of the report. */
    public static List<ReportSection> of(String report) {
        return SectionReader.read(report);
    }

    private static String text(String report, List<ReportSection> sections, ReportSection.Kind kind) {
        StringBuilder text = new StringBuilder();
        for (ReportSection section : sections) {
            if (section.kind() == kind) {
                text.append(text.isEmpty() ? "" : " ")
                        .append(section.span().of(report).strip());
            }
        }
        return text.toString();
    }
}
