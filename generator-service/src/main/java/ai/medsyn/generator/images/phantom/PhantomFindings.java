package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.LabelValue;
import java.util.List;
import java.util.Map;

/**
 * All that the text says to the phantom.
 *
 * @param findings in the order of {@link FindingKind}, at most one per kind and side
 * @param unrendered concepts that the text states and the phantom cannot draw, in text order
 * @param chexpert labels of the text in CheXpert's vocabulary
 * @param nih14 labels of the text in the vocabulary of NIH ChestX-ray14
 * @param contradictions pairs of entities of the text that cannot both be true; what is stated is drawn, what is denied is ignored
 * @param portable true if the text names a portable or AP film
 */
record PhantomFindings(
        List<Finding> findings,
        List<String> unrendered,
        Map<String, LabelValue> chexpert,
        Map<String, LabelValue> nih14,
        List<String> contradictions,
        boolean portable) {

    boolean has(FindingKind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }

    /** The largest extent of this kind on this side (or in the midline); 0 if there is none. */
    double extent(FindingKind kind, Side side) {
        return findings.stream()
                .filter(finding -> finding.kind() == kind && (finding.side() == side || side == Side.MIDLINE))
                .mapToDouble(Finding::extent)
                .max()
                .orElse(0);
    }
}
