package io.millrace.function.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves the parent path of all functions, if the application reserves one for them. */
final class FunctionIndex {

    private final UserFunctions functions;
    private final FunctionEndpoint defined;

    /**
     * @param defined the function of {@code spring.cloud.function.definition}
     */
    FunctionIndex(UserFunctions functions, FunctionEndpoint defined) {
        this.functions = functions;
        this.defined = defined;
    }

    /** The list of functions. */
    ResponseEntity<?> list() {
        return OwnJson.answer(Map.of("functions", functions.names()));
    }

    ResponseEntity<?> post(HttpServletRequest request) throws IOException {
        return defined.post(request);
    }

    /** @throws Problem 404 with the existing functions */
    ResponseEntity<?> unknown(@PathVariable String name) {
        throw functions.unknown(name);
    }

    /** @throws Problem 404, since Spring treats a path with a trailing slash as another one */
    ResponseEntity<?> unknownWithSlash(@PathVariable String name) {
        throw functions.unknown(name + "/");
    }
}
