package io.millrace.change;

/**
 * Thrown for a record that DynamoDB Streams would not send: a part that every stream record has is missing or
 * unreadable. The exception has no stack: the stacks of an event with many such records would take hundreds of
 * megabytes.
 */
public final class MalformedRecordException extends RuntimeException {

    public MalformedRecordException(String message) {
        super(message, null, true, false);
    }
}
