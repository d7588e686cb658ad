package io.millrace.function.http;

/**
 * The path where functions are served.
 *
 * @param text {@code millrace.http.path}: empty, or a path that is reserved for functions
 */
public record FunctionPath(String text) {

    public FunctionPath {
        text = text.trim().replaceFirst("/+$", "/").replaceFirst("^(?=[^/])", "/");
    }

    /** Whether the path is reserved for functions, so that it lists them, and unknown names get a response. */
    boolean ofFunctionsAlone() {
        return !text.isEmpty();
    }

    /** The part before the slash and the name of a function; empty for the root. */
    public String parent() {
        return text.replaceFirst("/$", "");
    }

    /** The path itself. */
    String index() {
        return parent().isEmpty() ? "/" : parent();
    }

    /** The path of a function. */
    String of(String name) {
        return parent() + "/" + name;
    }
}
