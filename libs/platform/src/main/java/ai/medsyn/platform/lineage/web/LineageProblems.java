package ai.medsyn.platform.lineage.web;

import ai.medsyn.platform.http.Problem;
import ai.medsyn.platform.lineage.UnknownLineage;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

@RestControllerAdvice
@Order(-1) // before the handler that takes every exception
final class LineageProblems {

    @ExceptionHandler
    ResponseEntity<Object> unknown(UnknownLineage unknown) {
        String code = unknown.kind().replace(' ', '-') + "-not-found";
        return Problem.of(404, code, String.valueOf(unknown.getMessage())).response();
    }
}
