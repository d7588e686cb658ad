package io.millrace.dispatch;

/** What becomes of a record whose handler has failed in the last attempt. */
public enum OnFailure {
    /** The item and the batch stop there, and the record comes again. */
    STOP,
    /** The record is kept whole in the {@link DeadLetterStore}, and goes on to the next handler. */
    DEAD_LETTER,
    /** The handler is passed over for this record, and a line at WARN says so. */
    SKIP
}
