package ai.medsyn.filter.policies;

/**
 * A question about a candidate and the accepted ones before it: is it too close to one of them? Measured while deciding, since
 * it depends on what was accepted; the fingerprints it compares are measured once.
 */
public sealed interface NearDuplicatePolicy extends Policy permits NearDuplicateText, NearDuplicateImage {}
