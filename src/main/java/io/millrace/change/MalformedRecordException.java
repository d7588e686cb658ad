package io.millrace.change;

/**
 * A record that DynamoDB Streams would not send: a part that every stream record has is missing or unreadable. The text says
 * it all: there is no stack, of which an event of many such records would make hundreds of megabytes.
 */
public final class MalformedRecordException extends RuntimeException {

    public MalformedRecordException(String message) {
        super(message, null, true, false);
    }
}
