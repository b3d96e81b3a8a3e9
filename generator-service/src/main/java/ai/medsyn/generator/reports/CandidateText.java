package ai.medsyn.generator.reports;

import ai.medsyn.radiology.Entity;
import ai.medsyn.radiology.LabelValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of one candidate.
 *
 * @param promptSource IMPRESSION, or FINDINGS where there is no impression: which section conditions the image
 * @param entities what was asked for; empty for real reports
 * @param labels CheXpert labels that the text states
 * @param sourceId id of a real report in its collection; null for written ones
 */
record CandidateText(
        int ordinal,
        WrittenReport report,
        String promptSource,
        List<Entity> entities,
        Map<String, LabelValue> labels,
        long seed,
        String writer,
        @Nullable String sourceId) {

    String prompt() {
        return promptSource.equals("IMPRESSION") ? report.impression() : report.findings();
    }
}
