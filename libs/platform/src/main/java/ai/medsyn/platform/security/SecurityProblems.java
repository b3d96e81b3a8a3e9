package ai.medsyn.platform.security;

import ai.medsyn.platform.http.Problem;
import ai.medsyn.platform.http.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** What the security chain answers: 401, 403, 400 for addresses that its firewall refuses, 503 when it cannot decide. */
public final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    static final String UNAUTHENTICATED =
            "Valid credentials were expected in the Authorization header (Bearer), or an API key for the gateway in X-Api-Key; found none, or ones that are wrong, expired or revoked.";
    private static final Logger log = LoggerFactory.getLogger(SecurityProblems.class);

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof AuthenticationServiceException) {
            log.warn("credentials could not be checked, answered with 503: {}", failure.toString());
            Problem problem = Problem.of(
                            503, "credentials-not-checked", "The credentials could not be checked now; try again.")
                    .retryAfter(Duration.ofSeconds(2));
            ProblemWriter.write(response, problem);
            return;
        }
        // Which of its checks a token failed is for the log: a prober learns nothing.
        log.debug("unauthenticated {} {}", request.getMethod(), request.getRequestURI(), failure);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        ProblemWriter.write(response, Problem.of(401, "unauthenticated", UNAUTHENTICATED));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        ProblemWriter.write(
                response, Problem.of(403, "forbidden", "The role of these credentials does not allow this request."));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException failure)
            throws IOException {
        log.debug("refused by the firewall", failure);
        ProblemWriter.write(
                response,
                Problem.of(
                        400,
                        "bad-request",
                        "The request's address, method or headers hold characters that are not allowed."));
    }
}
