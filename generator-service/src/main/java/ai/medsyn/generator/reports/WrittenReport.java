package ai.medsyn.generator.reports;

import org.jspecify.annotations.Nullable;

/**
 * A report as a writer left it.
 *
 * @param findings the FINDINGS section
 * @param impression the IMPRESSION section; it names every requested entity (SynCXR). Empty where a model did not get as far
 * @param attempts how many times the writer was asked, {@code >= 1}
 * @param writing how a language model came to write it; null for writers that are exact by construction
 */
public record WrittenReport(
        String findings,
        String impression,
        int attempts,
        @Nullable Writing writing) {

    /** A report that says what was requested. */
    public WrittenReport(String findings, String impression, int attempts) {
        this(findings, impression, attempts, null);
    }

    /** The section that conditions the image: IMPRESSION, or FINDINGS where there is none. */
    public String promptSource() {
        return impression.isBlank() && !findings.isBlank() ? "FINDINGS" : "IMPRESSION";
    }
}
