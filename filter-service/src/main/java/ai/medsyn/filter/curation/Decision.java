package ai.medsyn.filter.curation;

import ai.medsyn.filter.policies.Verdict;
import java.util.List;

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
}
