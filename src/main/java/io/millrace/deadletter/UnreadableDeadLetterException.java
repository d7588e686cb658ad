package io.millrace.deadletter;

/** Something that should be a dead letter is none. */
public final class UnreadableDeadLetterException extends RuntimeException {

    UnreadableDeadLetterException(String message) {
        super(message);
    }
}
