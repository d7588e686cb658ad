package io.millrace.event;

/** Input that is not an event of DynamoDB Streams; the text says what was found instead, and where, without contents. */
public final class InvalidEventException extends RuntimeException {

    public InvalidEventException(String message) {
        super(message);
    }
}
