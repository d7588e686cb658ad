package io.millrace.function.http;

/**
 * Where functions are served.
 *
 * @param text {@code millrace.http.path}: empty, or a path that the application leaves to the functions alone
 */
record FunctionPath(String text) {

    FunctionPath {
        text = text.trim().replaceFirst("/+$", "/").replaceFirst("^(?=[^/])", "/");
    }

    /** Whether everything there is the functions', so that the path itself lists them, and other names get an answer. */
    boolean ofFunctionsAlone() {
        return !text.isEmpty();
    }

    /** The path itself. */
    String index() {
        return text.equals("/") ? "/" : text.replaceFirst("/$", "");
    }

    /** The path of a function. */
    String of(String name) {
        return text.endsWith("/") ? text + name : text + "/" + name;
    }
}
