package ai.medsyn.platform.jobs.web;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.PrincipalArguments;
import ai.medsyn.platform.security.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;

/** Hands the {@link JobRequest} to controllers. */
@Component
final class JobRequestArguments extends PrincipalArguments<JobRequest> {

    JobRequestArguments() {
        super(JobRequest.class);
    }

    @Override
    protected JobRequest argument(Optional<Caller> known, NativeWebRequest request) {
        Caller caller =
                known.orElseThrow(() -> new IllegalStateException("a job request came past the security chain"));
        caller.require(Role.REQUESTER);
        return new JobRequest(
                caller,
                IdempotencyKey.check(request.getHeader(IdempotencyKey.HEADER)),
                parent(request.getHeader(JobRequest.PARENT_HEADER)));
    }

    private static @Nullable JobId parent(@Nullable String header) {
        try {
            return header == null ? null : JobId.parse(header);
        } catch (IllegalArgumentException e) {
            throw RequestRefused.invalid(
                    List.of(new Violation(JobRequest.PARENT_HEADER, "must be the UUID of a job", header)));
        }
    }
}
