package io.millrace.routing.filter;

/** A filter pattern that is none; the text says where in the pattern, and what would be right. */
final class InvalidFilterException extends IllegalArgumentException {

    InvalidFilterException(Path path, String problem) {
        super("%s %s".formatted(path, problem));
    }

    InvalidFilterException(String problem) {
        super(problem);
    }
}
