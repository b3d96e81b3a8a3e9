package ai.medsyn.generator.images.phantom;

import java.util.List;

/**
 * All that the text says to the phantom.
 *
 * @param findings in the order of {@link FindingKind}, at most one per kind and side
 * @param unrendered concepts that the text states and the phantom cannot draw, in text order
 * @param portable true if the text names a portable or AP film
 */
record PhantomFindings(List<Finding> findings, List<String> unrendered, boolean portable) {

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
