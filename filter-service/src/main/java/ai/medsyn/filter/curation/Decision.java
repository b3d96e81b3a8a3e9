package ai.medsyn.filter.curation;

import ai.medsyn.filter.policies.Verdict;
import ai.medsyn.platform.lineage.Decisions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What curation decided about a candidate.
 *
 * @param ordinal its place in the corpus
 * @param verdicts of all policies, in the order of asking; an image that cannot be decoded has no verdict but that one
 */
record Decision(int ordinal, List<Verdict> verdicts) {

    /** A candidate is accepted if every policy accepts it. */
    boolean accepted() {
        return verdicts.stream().allMatch(Verdict::accepted);
    }

    /** The policies that reject it, in the order of asking. */
    List<String> failed() {
        return verdicts.stream()
                .filter(verdict -> !verdict.accepted())
                .map(verdict -> verdict.policy().filter())
                .toList();
    }

    /** As the lineage keeps it. */
    Decisions.Decision stored() {
        Map<String, Double> measured = new HashMap<>();
        Map<String, String> rejections = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            measured.put(verdict.policy().filter(), verdict.measured());
            if (!verdict.accepted()) {
                rejections.put(verdict.policy().filter(), verdict.reason());
            }
        }
        return new Decisions.Decision(ordinal, measured, rejections);
    }
}
