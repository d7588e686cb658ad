package io.millrace.expression;

/** An expression has no value for a change. The text says why, and names no value of an item. */
final class BrokenExpressionException extends RuntimeException {

    BrokenExpressionException(String message) {
        super(message);
    }
}
