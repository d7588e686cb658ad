package io.millrace.routing.filter;

/**
 * Thrown for an invalid filter pattern. The message says where in the pattern it is invalid, and what would be right.
 */
final class InvalidFilterException extends IllegalArgumentException {

    InvalidFilterException(Path path, String problem) {
        super("%s %s".formatted(path, problem));
    }

    InvalidFilterException(String problem) {
        super(problem);
    }
}
