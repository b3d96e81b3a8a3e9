package ai.medsyn.filter.curation;

import ai.medsyn.filter.policies.Policies;
import ai.medsyn.filter.policies.Policy;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts rejections. */
final class Tally {

    private static final List<String> ORDER =
            Policies.all().stream().map(Policy::filter).toList();

    private final Map<String, Integer> rejectedBy = new TreeMap<>();
    private final Map<String, Integer> failedBy = new TreeMap<>();
    private int rejected;

    /**
     * Counts one candidate.
     *
     * @param failed the policies that reject it, in any order; none if it is accepted
     */
    void add(List<String> failed) {
        failed.forEach(filter -> failedBy.merge(filter, 1, Integer::sum));
        failed.stream().min(Comparator.comparingInt(ORDER::indexOf)).ifPresent(first -> {
            rejectedBy.merge(first, 1, Integer::sum);
            rejected++;
        });
    }

    /** The counts so far, out of {@code candidates}. */
    CurationCounts outOf(int candidates) {
        return new CurationCounts(
                candidates, candidates - rejected, rejected, new TreeMap<>(rejectedBy), new TreeMap<>(failedBy));
    }
}
