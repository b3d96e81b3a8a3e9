package ai.medsyn.gateway.experiments;

import ai.medsyn.platform.jobs.JobId;
import java.time.Instant;
import java.util.UUID;

/**
 * An experiment as it was asked for.
 *
 * @param id also that of its job
 */
public record Experiment(UUID id, String team, String name, ExperimentSpec spec, Instant createdAt) {

    public JobId job() {
        return new JobId(id);
    }
}
