package ai.medsyn.platform.lineage;

import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sample of a dataset version with all that lineage knows of its making.
 *
 * @param position place in the version, from 0
 * @param ordinal place among the candidates of the corpus, from 0
 */
public record SampleView(int position, int ordinal, String split, Text text, Image image) {

    /**
     * The report.
     *
     * @param promptSource IMPRESSION or FINDINGS: which section conditioned the image
     * @param entities what was requested, as {@code CATEGORY:name}
     * @param labelsJson CheXpert labels as a JSON object
     * @param tokenCount word tokens of the prompt
     * @param attempts how often the writer was asked
     * @param sourceId the id of a real report in its collection; null for written ones
     */
    public record Text(
            String findings,
            String impression,
            String promptSource,
            List<String> entities,
            String labelsJson,
            int tokenCount,
            long seed,
            String writer,
            int attempts,
            @Nullable String sourceId,
            Sha256 sha256) {

        /** The section that conditioned the image. */
        public String prompt() {
            return promptSource.equals("IMPRESSION") ? impression : findings;
        }
    }

    /**
     * The radiograph.
     *
     * @param settingsJson generator settings as a JSON object
     * @param mask object name of the masks, if the generator knows them
     * @param unrendered entities of the text that it could not draw
     */
    public record Image(
            ObjectName object,
            Sha256 sha256,
            long bytes,
            int width,
            int height,
            long seed,
            String generator,
            String settingsJson,
            @Nullable ObjectName mask,
            List<String> unrendered) {}
}
