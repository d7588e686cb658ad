package io.millrace.function.http;

/**
 * Where functions are served.
 *
 * @param text {@code millrace.http.path}: empty, or a path that the application leaves to the functions alone
 */
public record FunctionPath(String text) {

    public FunctionPath {
        text = text.trim().replaceFirst("/+$", "/").replaceFirst("^(?=[^/])", "/");
    }

    /** Whether everything there is the functions', so that the path itself lists them, and other names get an answer. */
    boolean ofFunctionsAlone() {
        return !text.isEmpty();
    }

    /** What comes before the slash and the name of a function: nothing at the root. */
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
