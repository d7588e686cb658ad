package io.millrace.function;

/** {@code spring.cloud.function.definition} names something that can't be called from outside. */
public final class InvalidFunctionDefinitionException extends RuntimeException {

    InvalidFunctionDefinitionException(String message) {
        super(message);
    }
}
