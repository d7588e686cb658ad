package io.millrace.config;

/** {@code spring.cloud.function.definition} names something that can't be called from outside. */
final class InvalidFunctionDefinitionException extends RuntimeException {

    InvalidFunctionDefinitionException(String message) {
        super(message);
    }
}
