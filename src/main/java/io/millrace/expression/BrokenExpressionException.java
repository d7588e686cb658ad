package io.millrace.expression;

/** Thrown when an expression has no value for a change. The message says why, without values of an item. */
final class BrokenExpressionException extends RuntimeException {

    BrokenExpressionException(String message) {
        super(message);
    }
}
