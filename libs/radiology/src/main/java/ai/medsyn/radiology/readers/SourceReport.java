package ai.medsyn.radiology.readers;

/**
 * A real report that passed the rules.
 *
 * @param id the collection's own id, for example {@code CXR10}
 * @param findings the FINDINGS section without the marks of removed words, may be empty
 * @param impression the IMPRESSION section, likewise
 * @param promptSource the section that becomes the prompt
 */
public record SourceReport(String id, String findings, String impression, PromptSource promptSource) {

    /** The text that conditions the image. */
    public String prompt() {
        return promptSource == PromptSource.IMPRESSION ? impression : findings;
    }
}
