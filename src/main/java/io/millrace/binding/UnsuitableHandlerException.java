package io.millrace.binding;

/** A bean or method that a route names is not a handler; the message says what would be right. */
public final class UnsuitableHandlerException extends RuntimeException {

    UnsuitableHandlerException(String message) {
        super(message);
    }
}
