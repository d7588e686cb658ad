package io.millrace.expression;

/**
 * Thrown for text that is not an expression, or that has a construct a condition does not allow. The message says
 * what and where.
 */
final class InvalidExpressionException extends IllegalArgumentException {

    InvalidExpressionException(String message) {
        super(message);
    }
}
