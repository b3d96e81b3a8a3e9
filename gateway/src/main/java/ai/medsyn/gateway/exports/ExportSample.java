package ai.medsyn.gateway.exports;

import ai.medsyn.platform.artifacts.ObjectName;
import ai.medsyn.platform.artifacts.Sha256;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One sample of a sealed dataset.
 *
 * @param position its place in the dataset, 0, 1, 2, …
 * @param ordinal its candidate's ordinal in the corpus; the public API addresses the sample by it
 * @param split for example {@code train}
 */
public record ExportSample(int position, int ordinal, String split, Report report, Radiograph radiograph) {

    /** The sample's name in files, the same in every version cut from its corpus: its ordinal with at least six digits. */
    public String key() {
        return String.format(Locale.ROOT, "%06d", ordinal);
    }

    /** Folder and name without extension, at most 1,000 samples per folder: {@code 000/000123}. */
    String path() {
        return String.format(Locale.ROOT, "%03d/%06d", ordinal / 1000, ordinal);
    }

    public record Report(Text text, Annotation annotation, Written written) {}

    /**
     * @param promptSource which section conditioned the image: IMPRESSION or FINDINGS
     * @param tokenCount tokens of the prompt
     * @param sha256 the text's digest in lineage
     */
    public record Text(String findings, String impression, String promptSource, int tokenCount, Sha256 sha256) {}

    /**
     * @param entities {@code CATEGORY:name}, in sampling order
     * @param labels finding to POSITIVE, NEGATIVE or UNCERTAIN
     */
    public record Annotation(List<String> entities, SortedMap<String, String> labels) {}

    /**
     * @param writer model id
     * @param attempts how often the writer was asked
     * @param sourceId the real report's id in its source, null for a synthetic one
     */
    public record Written(
            String writer,
            long seed,
            int attempts,
            @Nullable String sourceId) {}

    public record Radiograph(Image image, Drawn drawn) {}

    /** A PNG in the artifact store. */
    public record Image(ObjectName object, Sha256 sha256, int bytes, int width, int height) {}

    /**
     * @param generator model id
     * @param settings what else lineage keeps of the drawing, as JSON
     * @param mask object name of the masks, or null
     * @param unrendered entities of the text that the generator cannot draw
     */
    public record Drawn(
            String generator,
            long seed,
            String settings,
            @Nullable ObjectName mask,
            List<String> unrendered) {}
}
