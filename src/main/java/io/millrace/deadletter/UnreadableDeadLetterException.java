package io.millrace.deadletter;

/** An entry that is not a readable dead letter. */
public final class UnreadableDeadLetterException extends RuntimeException {

    UnreadableDeadLetterException(String message) {
        super(message);
    }
}
