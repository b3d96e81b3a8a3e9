package ai.medsyn.platform.security;

import ai.medsyn.platform.http.RequestRefused;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;

/** Hands the {@link Caller} to controllers. */
@Component
final class CallerArguments extends PrincipalArguments<Caller> {

    CallerArguments() {
        super(Caller.class);
    }

    @Override
    protected Caller argument(Optional<Caller> caller, NativeWebRequest request) {
        return caller.orElseThrow(
                () -> new RequestRefused(HttpStatus.UNAUTHORIZED, "unauthenticated", SecurityProblems.UNAUTHENTICATED));
    }
}
