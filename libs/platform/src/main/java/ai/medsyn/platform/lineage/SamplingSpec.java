package ai.medsyn.platform.lineage;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Entity sampling (SynCXR section 1.4 of the platform's documentation; arXiv 2410.13523).
 *
 * @param clinical clinical entities per report, k (ABNORMALITY, NON-ABNORMALITY, DISEASE, NON-DISEASE)
 * @param anatomy anatomical entities per report, m
 * @param maxUse cap on the uses of one entity over the accepted samples, tau_max; entities with a prevalence are exempt
 * @param weighting how entities are drawn; {@link Weighting#BALANCED} where nothing is said
 * @param prevalences share of reports that state a clinical entity, 0 to 1, by {@code CATEGORY:name}; those entities are drawn exactly so
 *     often, the others fill the remaining places
 */
public record SamplingSpec(
        int clinical, int anatomy, int maxUse, Weighting weighting, Map<String, Double> prevalences) {

    /** How an entity comes to be drawn. */
    public enum Weighting {
        /** A category uniformly, then one of its entities uniformly (SynCXR). */
        BALANCED,
        /** In proportion to the number of reports of the bank's source that mention it. */
        NATURAL
    }

    public SamplingSpec {
        // Specifications of earlier versions say nothing of these.
        weighting = weighting == null ? Weighting.BALANCED : weighting;
        prevalences = prevalences == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(prevalences));
    }

    /** Balanced sampling without prevalences. */
    public SamplingSpec(int clinical, int anatomy, int maxUse) {
        this(clinical, anatomy, maxUse, Weighting.BALANCED, Map.of());
    }
}
