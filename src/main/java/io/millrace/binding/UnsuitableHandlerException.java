package io.millrace.binding;

/** A bean or method that a route names as its handler, but that is none; the text says what would be right. */
public final class UnsuitableHandlerException extends RuntimeException {

    UnsuitableHandlerException(String message) {
        super(message);
    }
}
