package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.time.Instant;
import java.util.List;

/**
 * Records that are delivered together: a batch, or what is left of one.
 *
 * @param retries how many deliveries of it will have been retries, the coming one included
 * @param deliveries how often it was delivered, on its own or with others
 * @param notBefore when it may be delivered
 */
record Piece(List<StreamEntry> entries, int retries, int deliveries, Instant notBefore) {

    Piece {
        entries = List.copyOf(entries);
    }

    DynamodbEvent event() {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(entries.stream().map(StreamEntry::record).toList());
        return event;
    }

    StreamEntry first() {
        return entries.get(0);
    }

    StreamEntry last() {
        return entries.get(entries.size() - 1);
    }

    /** The records in these places, with another count. */
    Piece part(int from, int to, int newRetries, Instant when) {
        return new Piece(entries.subList(from, to), newRetries, deliveries, when);
    }

    Piece delivered() {
        return new Piece(entries, retries, deliveries + 1, notBefore);
    }
}
