package io.millrace.function.http;

import io.millrace.change.EscapedException;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.Printable;
import io.millrace.event.InvalidEventException;
import io.millrace.handler.BatchItemFailuresException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Responds with problem details to requests that can't be served, and logs one line about each, without the body. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(assignableTypes = {FunctionEndpoint.class, FunctionIndex.class})
final class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(FunctionEndpoint.class);

    @ExceptionHandler({InvalidEventException.class, MalformedRecordException.class})
    ResponseEntity<byte[]> invalid(RuntimeException problem, HttpServletRequest request) {
        String detail = problem.getMessage() == null ? "" : problem.getMessage();
        return answer(Problem.of(HttpStatus.BAD_REQUEST, "Not an event that can be handled", detail), request);
    }

    /** The stack is logged where the failure occurs. */
    @ExceptionHandler
    ResponseEntity<byte[]> stopped(BatchItemFailuresException failure, HttpServletRequest request) {
        String detail = failure.getMessage() == null ? "" : failure.getMessage();
        return answer(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "The batch stopped", detail), request);
    }

    @ExceptionHandler
    ResponseEntity<byte[]> answer(Problem problem, HttpServletRequest request) {
        log.warn(
                "{} {} {}: {}",
                request.getMethod(),
                Printable.of(request.getRequestURI()),
                problem.getStatusCode().value(),
                Printable.of(problem.getBody().getDetail()));
        return answer(problem.getBody(), problem.getHeaders(), request);
    }

    private static ResponseEntity<byte[]> answer(ProblemDetail body, HttpHeaders headers, HttpServletRequest request) {
        body.setInstance(URI.create(request.getRequestURI()));
        return ResponseEntity.status(body.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(OwnJson.bytes(body));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> failed(Exception failure, HttpServletRequest request) {
        log.error(
                "{} {} failed",
                request.getMethod(),
                Printable.of(request.getRequestURI()),
                EscapedException.of(failure));
        Problem problem = Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "The function failed",
                failure.getClass().getName());
        return answer(problem.getBody(), problem.getHeaders(), request);
    }
}
