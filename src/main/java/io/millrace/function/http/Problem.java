package io.millrace.function.http;

import java.net.URI;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that can't be served, as problem details (RFC 9457). */
final class Problem extends ErrorResponseException {

    private Problem(HttpStatus status, ProblemDetail detail) {
        super(status, detail, null);
    }

    static Problem of(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("about:blank"));
        problem.setTitle(title);
        return new Problem(status, problem);
    }

    Problem allowing(HttpMethod method) {
        getHeaders().setAllow(Set.of(method));
        return this;
    }

    Problem with(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }
}
