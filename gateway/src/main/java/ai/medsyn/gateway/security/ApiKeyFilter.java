package ai.medsyn.gateway.security;

import ai.medsyn.platform.http.ProblemWriter;
import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.CallerAuthentication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads the key from {@code Authorization: Bearer} or {@code X-Api-Key}. A request without one goes on as nobody's. */
final class ApiKeyFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Api-Key";
    private static final String BEARER = "Bearer ";

    private final KeyCheck keys;
    private final AuthenticationEntryPoint refusal;
    private final RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

    ApiKeyFilter(KeyCheck keys, AuthenticationEntryPoint refusal) {
        this.keys = keys;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = key(request);
        if (key == null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            Optional<Caller> caller = keys.check(key);
            if (caller.isEmpty()) {
                refusal.commence(request, response, new BadCredentialsException("unknown key"));
                return;
            }
            authenticate(caller.get(), request, response);
        } catch (RequestRefused refused) {
            ProblemWriter.write(response, refused.problem());
            return;
        } catch (DataAccessException | TransactionException e) {
            refusal.commence(request, response, new AuthenticationServiceException("the key could not be read", e));
            return;
        }
        chain.doFilter(request, response);
    }

    private void authenticate(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallerAuthentication(caller));
        SecurityContextHolder.setContext(context);
        // Asynchronous dispatches (event streams) find it again there.
        contexts.saveContext(context, request, response);
    }

    private static @Nullable String key(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return request.getHeader(HEADER);
        }
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : authorization;
    }
}
