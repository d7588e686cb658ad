package io.millrace.function.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;

/** What is served at the path of all functions itself, where the application gives it to them. */
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

    /** What there is to call. */
    ResponseEntity<?> list() {
        return OwnJson.answer(Map.of("functions", functions.names()));
    }

    ResponseEntity<?> post(HttpServletRequest request) throws IOException {
        return defined.post(request);
    }

    /** @throws Problem 404 with the functions that there are */
    ResponseEntity<?> unknown(@PathVariable String name) {
        throw functions.unknown(name);
    }

    /** @throws Problem 404, for to Spring a path with a slash at its end is another */
    ResponseEntity<?> unknownWithSlash(@PathVariable String name) {
        throw functions.unknown(name + "/");
    }
}
