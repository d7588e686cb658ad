package io.millrace.change;

/** A record that DynamoDB Streams would not send: a part that every stream record has is missing or unreadable. */
public final class MalformedRecordException extends RuntimeException {

    public MalformedRecordException(String message) {
        super(message);
    }
}
