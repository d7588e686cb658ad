package io.millrace.redrive;

/** An entry that is nothing that could be handled again, or that can't be had any more. */
final class UnreadableEntryException extends RuntimeException {

    UnreadableEntryException(String message) {
        super(message);
    }
}
