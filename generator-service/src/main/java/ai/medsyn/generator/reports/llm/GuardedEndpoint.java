package ai.medsyn.generator.reports.llm;

import ai.medsyn.platform.http.RequestRefused;
import ai.medsyn.platform.jobs.JobFailure;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/**
 * An endpoint that is asked with care: so many calls at once, again with growing pauses while it fails or asks for patience, and not at all for a while
 * after it failed too often. What does not help in the end is a failure that passes: the job is tried again later.
 */
final class GuardedEndpoint implements ChatEndpoint {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** Longer than this no call waits for an endpoint that asks for patience. */
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(2);

    private static final Duration OPEN = Duration.ofSeconds(10);
    private static final int WINDOW = 20;

    private final ChatEndpoint endpoint;
    private final String model;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;
    private final Retry retry;

    GuardedEndpoint(ChatEndpoint endpoint, String model, LlmSettings.Calls calls) {
        this.endpoint = endpoint;
        this.model = model;
        this.bulkhead = Bulkhead.of(
                model,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(calls.concurrency())
                        // Whoever waits here waits for calls that end in time.
                        .maxWaitDuration(calls.timeout().multipliedBy(10))
                        .build());
        this.breaker = CircuitBreaker.of(
                model,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(WINDOW)
                        .minimumNumberOfCalls(WINDOW / 2)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(min(OPEN, calls.firstPause().multipliedBy(20)))
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .automaticTransitionFromOpenToHalfOpenEnabled(false)
                        .recordExceptions(EndpointFailure.Unavailable.class)
                        .build());
        this.retry = Retry.of(
                model,
                RetryConfig.<Answer>custom()
                        .maxAttempts(calls.repeats())
                        .retryOnException(GuardedEndpoint::passes)
                        .intervalBiFunction((attempt, outcome) ->
                                pause(attempt, outcome, calls).toMillis())
                        .build());
    }

    private static boolean passes(Throwable failure) {
        return failure instanceof EndpointFailure.Unavailable
                || failure instanceof EndpointFailure.Busy
                || failure instanceof CallNotPermittedException;
    }

    private static Duration pause(int attempt, Either<Throwable, Answer> outcome, LlmSettings.Calls calls) {
        Duration doubled = calls.firstPause().multipliedBy(1L << Math.min(attempt - 1, 16));
        Duration asked =
                outcome.isLeft() && outcome.getLeft() instanceof EndpointFailure.Busy busy && busy.pause() != null
                        ? busy.pause()
                        : Duration.ZERO;
        return asked.isZero() ? min(doubled, LONGEST_PAUSE) : min(asked, LONGEST_PATIENCE);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public Answer ask(ChatRequest request) {
        try {
            return Retry.decorateSupplier(
                            retry,
                            CircuitBreaker.decorateSupplier(
                                    breaker, Bulkhead.decorateSupplier(bulkhead, () -> endpoint.ask(request))))
                    .get();
        } catch (EndpointFailure.Refused refused) {
            throw refused;
        } catch (EndpointFailure | CallNotPermittedException unavailable) {
            RequestRefused later = new RequestRefused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "writer-unavailable",
                    "the endpoint of model " + model + " was expected to answer, found it failing: "
                            + unavailable.getMessage() + ". Check the endpoint; the job is tried again");
            later.initCause(unavailable);
            throw later;
        }
    }

    /** How a refusal ends a job. */
    JobFailure refused(EndpointFailure.Refused refused) {
        String hint = switch (refused.status()) {
            case 401, 403 -> "check the key that its registration names (keyName)";
            case 404 -> "check the address and the model's name of its registration";
            default -> "check the parameters of its registration";
        };
        return new JobFailure(
                "writer-refused",
                "the endpoint of model " + model + " refused the request with status " + refused.status() + "; " + hint,
                refused);
    }
}
