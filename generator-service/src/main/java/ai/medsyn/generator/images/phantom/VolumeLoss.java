package ai.medsyn.generator.images.phantom;

import ai.medsyn.radiology.Zone;

/** What a shrunken part of a lung pulls along. */
final class VolumeLoss {

    private VolumeLoss() {}

    static boolean upper(Finding finding) {
        return finding.zone() == Zone.UPPER || finding.zone() == Zone.APICAL;
    }

    /** How far a collapsed or scarred upper lobe lifts the hilum of its side, cm. */
    static double hilarLift(PhantomFindings findings, Side side) {
        return findings.findings().stream()
                .filter(finding -> finding.side() == side && upper(finding))
                .mapToDouble(finding -> switch (finding.kind()) {
                    case ATELECTASIS -> 0.4 + 2 * finding.extent();
                    case LUNG_SCARRING -> 0.3 + 1.3 * finding.extent();
                    default -> 0;
                })
                .max()
                .orElse(0);
    }
}
