package ai.medsyn.generator.reports;

/**
 * A report as a writer left it.
 *
 * @param findings the FINDINGS section
 * @param impression the IMPRESSION section; it names every requested entity (SynCXR)
 * @param attempts how many times the writer was asked, {@code >= 1}
 */
public record WrittenReport(String findings, String impression, int attempts) {}
