package ai.medsyn.radiology;

/**
 * One section of a report.
 *
 * @param kind what it holds
 * @param heading its heading as written, empty where the text has none
 * @param span its text, without the heading
 */
public record ReportSection(Kind kind, String heading, Span span) {

    /** What a section holds. */
    public enum Kind {
        /** What the image shows. */
        FINDINGS,
        /** What that means. */
        IMPRESSION,
        /** What describes no image: indication, history, comparison, technique, names, recommendations. */
        OTHER;

        /** True if the section speaks about the image. */
        public boolean describes() {
            return this != OTHER;
        }
    }
}
