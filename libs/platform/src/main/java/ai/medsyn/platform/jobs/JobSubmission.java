package ai.medsyn.platform.jobs;

import org.jspecify.annotations.Nullable;

/**
 * A request for a job.
 *
 * @param kind which handler runs it
 * @param spec its specification, a record that becomes JSON
 * @param team whose work it is
 * @param idempotencyKey a repeated submission with the same key and team returns the first job; null for none
 * @param parent the job on whose behalf it runs; pausing or cancelling the parent does the same to it
 * @param priority larger goes first; 0 is normal
 */
public record JobSubmission(
        String kind,
        Object spec,
        String team,
        @Nullable String idempotencyKey,
        @Nullable JobId parent,
        int priority) {

    public static JobSubmission of(String kind, Object spec, String team) {
        return new JobSubmission(kind, spec, team, null, null, 0);
    }

    public JobSubmission withIdempotencyKey(@Nullable String key) {
        return new JobSubmission(kind, spec, team, key, parent, priority);
    }

    public JobSubmission withParent(@Nullable JobId job) {
        return new JobSubmission(kind, spec, team, idempotencyKey, job, priority);
    }
}
