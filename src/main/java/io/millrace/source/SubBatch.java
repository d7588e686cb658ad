package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.time.Instant;
import java.util.List;

/**
 * Records that are delivered together: a batch, or a part of one.
 *
 * @param retries how many of its deliveries are retries, the next one included
 * @param deliveries how often it was delivered, on its own or with others
 * @param notBefore the time before which it is not delivered
 */
record SubBatch(List<StreamEntry> entries, int retries, int deliveries, Instant notBefore) {

    SubBatch {
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

    /** The records from one index to before another, with another count. */
    SubBatch part(int from, int to, int newRetries, Instant when) {
        return new SubBatch(entries.subList(from, to), newRetries, deliveries, when);
    }

    SubBatch delivered() {
        return new SubBatch(entries, retries, deliveries + 1, notBefore);
    }
}
