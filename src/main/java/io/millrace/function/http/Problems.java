package io.millrace.function.http;

import io.millrace.change.MalformedRecordException;
import io.millrace.event.InvalidEventException;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers requests that can't be served with problem details, and writes one line about each without the body. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(assignableTypes = {FunctionEndpoint.class, FunctionIndex.class})
final class Problems {

    private static final Logger log = LoggerFactory.getLogger(FunctionEndpoint.class);

    @ExceptionHandler({InvalidEventException.class, MalformedRecordException.class})
    ResponseEntity<ProblemDetail> invalid(RuntimeException problem, HttpServletRequest request) {
        String detail = problem.getMessage() == null ? "" : problem.getMessage();
        return answer(Problem.of(HttpStatus.BAD_REQUEST, "Not an event that can be handled", detail), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(Problem problem, HttpServletRequest request) {
        log.warn(
                "{} {} {}: {}",
                request.getMethod(),
                request.getRequestURI(),
                problem.getStatusCode().value(),
                problem.getBody().getDetail());
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .body(problem.getBody());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(Exception failure, HttpServletRequest request) {
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return ResponseEntity.internalServerError()
                .body(Problem.of(
                                HttpStatus.INTERNAL_SERVER_ERROR,
                                "The function failed",
                                failure.getClass().getName())
                        .getBody());
    }
}
