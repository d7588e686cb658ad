package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.EscapedException;
import io.millrace.change.Printable;
import io.millrace.dispatch.Recurrence;
import io.millrace.mapping.DiscardedBatch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what fails of a shard. What fails again in the same way, as a batch that blocks a lane does, is logged with its stack
 * once, and then by a line at growing intervals.
 */
final class DeliveryLog implements EventSourceListener {

    private static final Logger log = LoggerFactory.getLogger(EventSource.class);
    private static final int LONGEST_REASON = 500;

    /** How often a batch has failed, by the sequence number of its first record. */
    private final Map<String, Recurrence> failures = new ConcurrentHashMap<>();

    @Override
    public void delivered(ShardName shard, List<DynamodbStreamRecord> records, int from, @Nullable Throwable failure) {
        String first = records.get(0).getDynamodb().getSequenceNumber();
        if (failure == null) {
            failures.remove(first);
        } else {
            failed(shard, records.size(), failure, count(first, failure));
        }
    }

    private static void failed(ShardName shard, int size, Throwable failure, Recurrence now) {
        if (now.isFirst()) {
            log.error("{}: a batch of {} failed", shard, size, EscapedException.of(failure));
        } else if (now.isDue()) {
            String reason = Printable.shortened(failure.toString(), LONGEST_REASON);
            log.error("{}: a batch of {} has failed {} times, {}", shard, size, now.times(), reason);
        }
    }

    @Override
    public void discarded(ShardName shard, DiscardedBatch batch) {
        failures.remove(batch.range().first().text());
        log.error("{}: {} are discarded, {}", shard, batch.range(), batch.condition());
    }

    @Override
    public void notDiscarded(ShardName shard, DiscardedBatch batch, Throwable failure) {
        if (count(batch.range().first().text(), failure).isFirst()) {
            log.error(
                    "{}: the destination does not accept a discarded batch, which waits",
                    shard,
                    EscapedException.of(failure));
        }
    }

    private Recurrence count(String first, Throwable failure) {
        return failures.compute(first, (number, before) -> Recurrence.of(failure, before));
    }

    @Override
    public void broken(ShardName shard, Throwable failure) {
        log.error("{}: a lane stands still until a restart", shard, EscapedException.of(failure));
    }
}
