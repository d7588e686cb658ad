package io.millrace.event;

/**
 * Thrown for input that is not an event of DynamoDB Streams. The message says what it is instead, and where, without
 * contents.
 */
public final class InvalidEventException extends RuntimeException {

    public InvalidEventException(String message) {
        super(message);
    }
}
