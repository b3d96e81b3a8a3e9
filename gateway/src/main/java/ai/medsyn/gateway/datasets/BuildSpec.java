package ai.medsyn.gateway.datasets;

import ai.medsyn.platform.lineage.CorpusSpec;
import java.util.List;
import java.util.Map;

/**
 * A dataset to build, checked and with every default filled in.
 *
 * @param name the team's name for the dataset
 * @param count accepted samples wanted
 * @param seed decides everything that the request leaves open
 * @param corpus how candidates are made
 * @param maxCandidates when to give up topping up
 * @param thresholds curation thresholds that differ from the defaults, by filter
 * @param splits fraction by split
 * @param exports formats to package
 */
public record BuildSpec(
        String name,
        int count,
        long seed,
        CorpusSpec corpus,
        int maxCandidates,
        Map<String, Double> thresholds,
        Map<String, Double> splits,
        List<String> exports) {

    /** True if one image per real report is wanted: there is nothing to top up from. */
    boolean real() {
        return corpus.reportSet() != null;
    }
}
