package ai.medsyn.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns whatever a controller or Spring MVC throws into a problem document. Brings its configuration along, so that a slice test has all of it. */
@RestControllerAdvice
@Import(HttpConfiguration.class)
@EnableConfigurationProperties(HttpSettings.class)
@Order(0)
final class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    private static final String NO_SPACE = "No space left on device";
    private static final Duration DATABASE_RETRY = Duration.ofSeconds(5);
    private final HttpSettings settings;

    ProblemHandler(HttpSettings settings) {
        this.settings = settings;
    }

    @ExceptionHandler(RequestRefused.class)
    ResponseEntity<Object> refused(RequestRefused refused) {
        return refused.problem().response();
    }

    @ExceptionHandler(ConstraintViolationException.class)
    ResponseEntity<Object> invalid(ConstraintViolationException invalid) {
        return Violations.problem(Violations.of(invalid.getConstraintViolations()))
                .response();
    }

    @ExceptionHandler(MultipartException.class)
    ResponseEntity<Object> unreadableUpload(MultipartException unreadable) {
        log.debug("an upload could not be read", unreadable);
        if (String.valueOf(NestedExceptionUtils.getMostSpecificCause(unreadable).getMessage())
                .contains(NO_SPACE)) {
            log.error("the disk of the temporary folder is full: an upload was refused", unreadable);
            return Problem.of(
                            507,
                            "disk-full",
                            "The upload could not be kept: the server's disk is full. Tell its operators.")
                    .response();
        }
        return Problem.of(
                        400, "unreadable-body", "A multipart/form-data upload was expected, found one that is broken.")
                .response();
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class,
        QueryTimeoutException.class
    })
    ResponseEntity<Object> databaseUnavailable(RuntimeException failure, HttpServletRequest request) {
        log.warn("{}: the database does not answer; answered with 503", describe(request), failure);
        return Problem.of(503, "database-unavailable", "The database does not answer; try again in a few seconds.")
                .retryAfter(DATABASE_RETRY)
                .response();
    }

    /** A parameter that the firewall refuses when it is first read. */
    @ExceptionHandler(RequestRejectedException.class)
    ResponseEntity<Object> rejected(RequestRejectedException rejected) {
        return StatusProblems.of(400).response();
    }

    /** Decided further out, by the security chain. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void security(RuntimeException refused) {
        throw refused;
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> unexpected(Exception failure, HttpServletRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            log.debug("{}: the client hung up", describe(request), failure);
            return null;
        }
        return StatusProblems.incident(describe(request), failure).response();
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpServletRequest servlet = ((ServletWebRequest) request).getRequest();
        Problem problem = problem(failure, status, servlet);
        HttpHeaders all = new HttpHeaders(headers);
        all.putAll(problem.headers());
        return super.handleExceptionInternal(
                failure, problem.document(), all, HttpStatusCode.valueOf(problem.status()), request);
    }

    private Problem problem(Exception failure, HttpStatusCode status, HttpServletRequest request) {
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return BodyProblems.of(unreadable);
        }
        if (failure instanceof MethodArgumentNotValidException invalid) {
            return Violations.problem(Violations.of(invalid.getBindingResult()));
        }
        if (failure instanceof HandlerMethodValidationException invalid && !invalid.isForReturnValue()) {
            return Violations.problem(Violations.of(invalid));
        }
        if (failure instanceof TypeMismatchException mismatch && status.is4xxClientError()) {
            return mismatch(mismatch);
        }
        if (failure instanceof MaxUploadSizeExceededException) {
            return BodyTooLargeException.problem(settings.maxUpload().toBytes());
        }
        Problem missing = missing(failure);
        if (missing != null) {
            return missing;
        }
        return status.is5xxServerError() && status.value() != 503
                ? StatusProblems.incident(describe(request), failure)
                : negotiation(failure, status, request);
    }

    private static Problem mismatch(TypeMismatchException mismatch) {
        String name = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : Objects.requireNonNullElse(mismatch.getPropertyName(), "parameter");
        for (Throwable cause = mismatch.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestRefused refused) {
                return refused.problem();
            }
        }
        String expected = "must be " + Violations.expectation(mismatch.getRequiredType());
        return Problem.invalid(
                "invalid-parameter",
                "The parameter " + name + " " + expected + ".",
                List.of(new Violation(name, expected, mismatch.getValue())));
    }

    private static @Nullable Problem missing(Exception failure) {
        String name = null;
        if (failure instanceof MissingServletRequestParameterException parameter) {
            name = parameter.getParameterName();
        } else if (failure instanceof MissingRequestHeaderException header) {
            name = header.getHeaderName();
        } else if (failure instanceof MissingServletRequestPartException part) {
            name = part.getRequestPartName();
        }
        return name == null
                ? null
                : Problem.invalid(
                        "missing-parameter",
                        "The request lacks " + name + ".",
                        List.of(new Violation(name, "is required", null)));
    }

    private static Problem negotiation(Exception failure, HttpStatusCode status, HttpServletRequest request) {
        if (failure instanceof HttpRequestMethodNotSupportedException method) {
            Set<?> supported = Objects.requireNonNullElse(method.getSupportedHttpMethods(), Set.of());
            return Problem.of(
                    405,
                    "method-not-allowed",
                    "One of " + supported + " was expected here, found " + method.getMethod() + ".");
        }
        if (failure instanceof HttpMediaTypeNotSupportedException type) {
            String found = type.getContentType() == null
                    ? "none"
                    : type.getContentType().toString();
            return Problem.of(
                    415,
                    "unsupported-media-type",
                    "A body of type " + types(type.getSupportedMediaTypes()) + " was expected, found " + found + ".");
        }
        if (failure instanceof HttpMediaTypeNotAcceptableException type) {
            return Problem.of(
                    406,
                    "not-acceptable",
                    "The answer is available as " + types(type.getSupportedMediaTypes())
                            + "; the Accept header allows none of these.");
        }
        if (failure instanceof NoResourceFoundException) {
            return Problem.of(
                    404,
                    "not-found",
                    "Nothing is found at " + describe(request) + "; the API's addresses begin with /v1/.");
        }
        return StatusProblems.of(status.value());
    }

    private static String types(List<MediaType> types) {
        return types.isEmpty() ? "another type" : MediaType.toString(types);
    }

    private static String describe(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getMethod() + " " + (path.length() <= 200 ? path : path.substring(0, 200) + "…");
    }
}
