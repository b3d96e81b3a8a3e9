package ai.medsyn.platform.jobs.web;

import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.jobs.JobSubmission;
import ai.medsyn.platform.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What a request for a job says beside its specification. Controllers take it as an argument.
 *
 * @param caller whose work it is; has the role REQUESTER
 * @param idempotencyKey header {@code Idempotency-Key}
 * @param parent header {@code Parent-Job}: the job on whose behalf this one runs
 */
public record JobRequest(
        Caller caller,
        @Nullable String idempotencyKey,
        @Nullable JobId parent) {

    /** Names the job on whose behalf a service asks. */
    public static final String PARENT_HEADER = "Parent-Job";

    /** The job that it asks for. */
    public JobSubmission submission(String kind, Object spec) {
        return JobSubmission.of(kind, spec, caller.team())
                .withIdempotencyKey(idempotencyKey)
                .withParent(parent);
    }
}
