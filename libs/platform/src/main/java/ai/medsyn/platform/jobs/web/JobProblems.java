package ai.medsyn.platform.jobs.web;

import ai.medsyn.platform.http.Problem;
import ai.medsyn.platform.jobs.JobFailure;
import ai.medsyn.platform.jobs.JobRefused;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a client is told when {@link ai.medsyn.platform.jobs.Jobs} refuses, whichever controller asked. */
@RestControllerAdvice
@Order(-1) // before the handler that takes every exception
final class JobProblems {

    @ExceptionHandler
    ResponseEntity<Object> notFound(JobRefused.NotFound refused) {
        return problem(404, "job-not-found", refused).response();
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongState(JobRefused.WrongState refused) {
        return problem(409, "job-wrong-state", refused).response();
    }

    @ExceptionHandler
    ResponseEntity<Object> parentStopped(JobRefused.ParentStopped refused) {
        return problem(409, "parent-stopped", refused).response();
    }

    @ExceptionHandler
    ResponseEntity<Object> keyReused(JobRefused.KeyReused refused) {
        return problem(409, "idempotency-key-reused", refused).response();
    }

    @ExceptionHandler
    ResponseEntity<Object> queueFull(JobRefused.QueueFull refused) {
        return problem(429, "queue-full", refused)
                .retryAfter(refused.retryAfter())
                .response();
    }

    /** What a job would end with, said at once where somebody waits for the work: previews, replays. */
    @ExceptionHandler
    ResponseEntity<Object> failed(JobFailure failure) {
        return Problem.of(409, failure.code(), String.valueOf(failure.getMessage()))
                .response();
    }

    private static Problem problem(int status, String code, JobRefused refused) {
        return Problem.of(status, code, String.valueOf(refused.getMessage()));
    }
}
