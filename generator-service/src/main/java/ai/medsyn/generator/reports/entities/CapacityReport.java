package ai.medsyn.generator.reports.entities;

/**
 * Whether the bank can feed a request under the cap.
 *
 * @param clinicalNeeded uses of clinical entities that the request needs
 * @param clinicalCapacity uses of clinical entities that the cap leaves
 * @param anatomyNeeded uses of anatomy entities that the request needs
 * @param anatomyCapacity uses of anatomy entities that the cap leaves
 */
public record CapacityReport(long clinicalNeeded, long clinicalCapacity, long anatomyNeeded, long anatomyCapacity) {

    /** True if neither group falls short. */
    public boolean feasible() {
        return clinicalShortfall() == 0 && anatomyShortfall() == 0;
    }

    /** Uses of clinical entities that are missing, {@code >= 0}. */
    public long clinicalShortfall() {
        return Math.max(0, clinicalNeeded - clinicalCapacity);
    }

    /** Uses of anatomy entities that are missing, {@code >= 0}. */
    public long anatomyShortfall() {
        return Math.max(0, anatomyNeeded - anatomyCapacity);
    }

    /** One sentence for people. */
    public String explanation() {
        String sentence = "needs %d clinical and %d anatomical entity uses; the bank leaves %d and %d under the cap"
                .formatted(clinicalNeeded, anatomyNeeded, clinicalCapacity, anatomyCapacity);
        return feasible() ? sentence : sentence + "; raise the cap, ask for fewer samples or fewer entities per report";
    }
}
