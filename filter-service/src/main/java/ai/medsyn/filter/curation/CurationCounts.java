package ai.medsyn.filter.curation;

import java.util.Map;

/**
 * How curation turned out for a range of candidates.
 *
 * @param candidates how many were decided
 * @param accepted how many of them every policy accepts
 * @param rejected how many of them some policy rejects: {@code candidates - accepted}
 * @param rejectedBy rejected candidates by the first policy that rejects them; adds up to {@code rejected}
 * @param failedBy rejections by policy; a candidate that fails three policies counts three times
 */
public record CurationCounts(
        int candidates, int accepted, int rejected, Map<String, Integer> rejectedBy, Map<String, Integer> failedBy) {}
