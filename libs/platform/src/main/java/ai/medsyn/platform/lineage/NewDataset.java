package ai.medsyn.platform.lineage;

import ai.medsyn.platform.jobs.JobId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset version that a job begins to build.
 *
 * @param thresholds curation thresholds that differ from the defaults, by filter
 * @param splits fractions by split, adding up to 1
 */
public record NewDataset(
        String name,
        String team,
        Dataset.Origin origin,
        CorpusId corpus,
        JobId job,
        @Nullable DatasetId parent,
        int requested,
        Map<String, Double> thresholds,
        Map<String, Double> splits,
        Instant createdAt) {}
