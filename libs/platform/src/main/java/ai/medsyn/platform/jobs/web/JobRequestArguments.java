package ai.medsyn.platform.jobs.web;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.http.Violation;
import ai.medsyn.platform.jobs.JobId;
import ai.medsyn.platform.security.Caller;
import ai.medsyn.platform.security.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Hands the {@link JobRequest} to controllers. */
@Component
final class JobRequestArguments implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == JobRequest.class;
    }

    @Override
    public JobRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Caller caller)) {
            throw new IllegalStateException("a job request came past the security chain");
        }
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
