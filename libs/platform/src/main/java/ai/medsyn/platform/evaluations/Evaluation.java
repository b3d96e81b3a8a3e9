package ai.medsyn.platform.evaluations;

import ai.medsyn.platform.jobs.JobId;
import java.time.Instant;
import java.util.UUID;

/**
 * A model or dataset under examination.
 *
 * @param id also that of its job
 * @param task for example {@code zero-shot-classification}
 * @param subject what is examined: {@code model:<id>}, {@code checkpoint:<id>} or {@code dataset:<id>}
 * @param dataset the films
 * @param specJson everything that decides the numbers, as a JSON object
 * @param contentKey equal for equal questions about equal things
 */
public record Evaluation(
        UUID id,
        String team,
        String task,
        String subject,
        UUID dataset,
        String specJson,
        String contentKey,
        Instant createdAt) {

    public JobId job() {
        return new JobId(id);
    }
}
