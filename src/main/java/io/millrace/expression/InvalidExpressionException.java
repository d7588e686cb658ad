package io.millrace.expression;

/** An expression that is none, or that asks for more than a condition may; the text says what and where. */
public final class InvalidExpressionException extends RuntimeException {

    InvalidExpressionException(String message) {
        super(message);
    }
}
