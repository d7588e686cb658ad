package io.millrace.change;

/**
 * Thrown when a handler reads an image that the record does not have. The message says why, and what would provide
 * it.
 */
public final class AbsentImageException extends RuntimeException {

    public AbsentImageException(String message) {
        super(message);
    }
}
