package io.millrace.redrive;

/** An entry that can't be handled again, or whose records no longer exist. */
final class UnreadableEntryException extends RuntimeException {

    UnreadableEntryException(String message) {
        super(message);
    }
}
