package ai.medsyn.filter.curation;

import ai.medsyn.filter.policies.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** What each of these policies measured; null for those that were not asked. */
    List<@Nullable Double> measured(List<String> filters) {
        Map<String, Double> measured = new HashMap<>();
        verdicts.forEach(verdict -> measured.put(verdict.policy().filter(), verdict.measured()));
        List<@Nullable Double> values = new ArrayList<>(filters.size());
        filters.forEach(filter -> values.add(measured.get(filter)));
        return values;
    }

    /** The policies that reject it, in the order of asking. */
    List<String> failed() {
        return verdicts.stream()
                .filter(verdict -> !verdict.accepted())
                .map(verdict -> verdict.policy().filter())
                .toList();
    }

    /** Why, parallel to {@link #failed}. */
    List<String> reasons() {
        return verdicts.stream()
                .filter(verdict -> !verdict.accepted())
                .map(Verdict::reason)
                .toList();
    }
}
