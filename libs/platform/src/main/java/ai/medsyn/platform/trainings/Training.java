package ai.medsyn.platform.trainings;

import ai.medsyn.platform.jobs.JobId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A training run.
 *
 * @param id also that of its job
 * @param preset name of the recipe, for example {@code convirt-mgca/corrected}
 * @param specJson everything that decides the run, as a JSON object
 */
public record Training(
        UUID id,
        String team,
        String name,
        String preset,
        long seed,
        String specJson,
        List<Source> datasets,
        Instant createdAt) {

    public Training {
        datasets = List.copyOf(datasets);
    }

    /**
     * A dataset version that it reads.
     *
     * @param weight how often each sample is seen per epoch, {@code > 0}
     */
    public record Source(UUID dataset, double weight) {}

    public JobId job() {
        return new JobId(id);
    }
}
