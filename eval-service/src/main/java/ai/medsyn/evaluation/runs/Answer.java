package ai.medsyn.evaluation.runs;

import ai.medsyn.evaluation.classification.ClassificationReport;
import ai.medsyn.evaluation.encoders.EncoderIdentity;
import java.util.List;
import java.util.Map;

/**
 * What a task found.
 *
 * @param encoder who was asked
 * @param question what was asked, in words for the report
 * @param counts of films
 * @param report the numbers, and those that have no value
 * @param files beside the report in JSON, Markdown and CSV, which every evaluation has
 */
public record Answer(
        EncoderIdentity encoder,
        Map<String, String> question,
        Counts counts,
        ClassificationReport.Result report,
        List<File> files) {

    /**
     * @param films how many were looked at, by side
     * @param excluded what could not be used, by reason and count
     */
    public record Counts(Map<String, Integer> films, Map<String, Integer> excluded) {}

    /**
     * A file for people.
     *
     * @param name lower case letters, digits and hyphens, with the ending {@code svg}, {@code png}, {@code csv}, {@code json} or {@code md}
     */
    @SuppressWarnings("ArrayRecordComponent") // written once and thrown away, never compared
    public record File(String name, byte[] content) {

        private static final String NAMES = "[a-z0-9][a-z0-9-]{0,99}\\.(svg|png|csv|json|md)";

        public File {
            if (!name.matches(NAMES)) {
                throw new IllegalArgumentException("expected a file name like " + NAMES + ", found " + name);
            }
        }
    }
}
