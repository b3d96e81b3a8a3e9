package ai.medsyn.platform.lineage;

/**
 * Balanced entity sampling (SynCXR section 1.4 of the platform's documentation; arXiv 2410.13523).
 *
 * @param clinical clinical entities per report, k (ABNORMALITY, NON-ABNORMALITY, DISEASE, NON-DISEASE)
 * @param anatomy anatomical entities per report, m
 * @param maxUse cap on the uses of one entity over the accepted samples, tau_max
 */
public record SamplingSpec(int clinical, int anatomy, int maxUse) {}
