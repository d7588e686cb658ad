package io.millrace.expression;

/** An expression that is none, or that asks for more than a condition may; the text says what and where. */
final class InvalidExpressionException extends IllegalArgumentException {

    InvalidExpressionException(String message) {
        super(message);
    }
}
