package io.millrace.deadletter;

/** A dead letter that does not fit into a message of its queue. */
final class TooLargeException extends RuntimeException {

    TooLargeException(String size, String queue) {
        super(
                "The dead letter has %s, more than a message of queue '%s' can hold. millrace.dead-letter-overflow can name a place for such, s3://<bucket>/<prefix> or file:<directory>"
                        .formatted(size, queue));
    }
}
