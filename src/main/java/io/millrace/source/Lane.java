package io.millrace.source;

import io.millrace.change.SequenceNumber;
import io.millrace.mapping.DiscardedBatch;
import io.millrace.mapping.EventSourceMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of some items of a shard, in their order, and what happens with them: the rules of a Lambda event
 * source mapping, without a clock, a thread or a stream. Not for several threads at once. Source: "Using AWS Lambda with
 * Amazon DynamoDB" and "CreateEventSourceMapping" in the AWS documentation.
 */
final class Lane {

    /** Bytes. Source: "Lambda quotas" in the AWS Lambda Developer Guide, invocation payload of synchronous requests. */
    static final int LARGEST_PAYLOAD = 6 * 1024 * 1024;

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private final EventSourceMapping mapping;
    private final Deque<SubBatch> batches = new ArrayDeque<>();
    private final Deque<StreamEntry> pending = new ArrayDeque<>();
    private @Nullable SequenceNumber position;
    private Instant windowStart = Instant.MIN;
    private boolean ending;
    private long pendingBytes;

    /**
     * @param position the record up to which all are done already; {@code null} for none
     */
    Lane(EventSourceMapping mapping, @Nullable SequenceNumber position) {
        this.mapping = mapping;
        this.position = position;
    }

    /**
     * Adds a record after all others.
     *
     * @param before the record that the shard, whatever its lane, has before it; {@code null} for none
     */
    void add(StreamEntry entry, @Nullable SequenceNumber before) {
        if (isEmpty()) {
            position = before;
        }
        pending.add(entry);
        pendingBytes += entry.bytes();
    }

    /** Learns that no more records come, so that none waits for a batch to fill. */
    void end() {
        ending = true;
    }

    boolean isEmpty() {
        return batches.isEmpty() && pending.isEmpty();
    }

    /** How many records are not done. */
    int size() {
        return pending.size()
                + batches.stream().mapToInt(batch -> batch.entries().size()).sum();
    }

    /** The size of the JSON of the records that are in no batch yet. */
    long pendingBytes() {
        return pendingBytes;
    }

    /** The batch that is delivered, now or again; {@code null} for none. */
    @Nullable
    SubBatch head() {
        return batches.peek();
    }

    /** The first record that is not done; {@code null} for none. */
    @Nullable
    StreamEntry oldest() {
        SubBatch head = batches.peek();
        return head == null ? pending.peek() : head.first();
    }

    /** The record up to which all of the lane are done; {@code null} when none is known. */
    @Nullable
    SequenceNumber position() {
        return position;
    }

    /** What happens now. A delivery is answered by {@link #ended} and a discard by {@link #discarded} before the next call. */
    Decision next(Instant now) {
        if (batches.isEmpty() && !form(now)) {
            return new Decision.Wait(pending.isEmpty() ? null : windowEnd());
        }
        SubBatch head = batches.element();
        int old = old(head, now);
        if (old > 0) {
            return new Decision.Discard(
                    head.part(0, old, head.retries(), now), DiscardedBatch.Condition.RECORD_AGE_EXCEEDED);
        }
        if (mapping.maximumRetryAttempts() >= 0 && head.retries() > mapping.maximumRetryAttempts()) {
            return new Decision.Discard(head, DiscardedBatch.Condition.RETRY_ATTEMPTS_EXHAUSTED);
        }
        return now.isBefore(head.notBefore()) ? new Decision.Wait(head.notBefore()) : deliver(head);
    }

    private Decision deliver(SubBatch head) {
        batches.pop();
        batches.push(head.delivered());
        return new Decision.Deliver(batches.element());
    }

    /** Makes a batch of pending records, if it is full or its window is over. */
    private boolean form(Instant now) {
        List<StreamEntry> batch = new ArrayList<>();
        long bytes = 0;
        for (StreamEntry entry : pending) {
            boolean fits = batch.isEmpty() || bytes + entry.bytes() <= LARGEST_PAYLOAD;
            if (!fits || batch.size() == mapping.batchSize()) {
                break;
            }
            bytes += entry.bytes();
            batch.add(entry);
        }
        boolean full = batch.size() == mapping.batchSize() || batch.size() < pending.size();
        if (batch.isEmpty() || !full && !ending && now.isBefore(windowEnd())) {
            return false;
        }
        batch.forEach(entry -> pending.remove());
        pendingBytes -= bytes;
        batches.push(new SubBatch(batch, 0, 0, now));
        return true;
    }

    /** A window begins with its first record, but not before the delivery ahead of it has ended. */
    private Instant windowEnd() {
        Instant first = pending.element().times().read();
        Instant start = first.isAfter(windowStart) ? first : windowStart;
        return start.plus(mapping.batchWindow());
    }

    private int old(SubBatch batch, Instant now) {
        Duration most = mapping.maximumRecordAge();
        int old = 0;
        while (most != null
                && old < batch.entries().size()
                && batch.entries().get(old).times().ageAt(now).compareTo(most) > 0) {
            old++;
        }
        return old;
    }

    /** Learns the answer to the delivery. */
    void ended(Answer answer, Instant now) {
        SubBatch batch = batches.pop();
        windowStart = now;
        if (answer instanceof Answer.Done) {
            position = batch.last().number();
        } else if (answer instanceof Answer.From from && from.index() > 0) {
            rest(batch, from.index(), now);
        } else if (answer instanceof Answer.Failed
                && mapping.bisectOnError()
                && batch.entries().size() > 1) {
            halves(batch, now);
        } else {
            int retries = batch.retries() + 1;
            batches.push(batch.part(0, batch.entries().size(), retries, again(retries, now)));
        }
    }

    /** A batch that begins at another record counts anew: its next delivery is the first retry, unless it is a split. */
    private void rest(SubBatch batch, int index, Instant now) {
        position = batch.entries().get(index - 1).number();
        int retries = mapping.bisectOnError() ? 0 : 1;
        batches.push(batch.part(index, batch.entries().size(), retries, again(1, now)));
    }

    /** A split doesn't count as a retry. */
    private void halves(SubBatch batch, Instant now) {
        int size = batch.entries().size();
        Instant when = again(batch.retries() + 1, now);
        batches.push(batch.part(size / 2, size, batch.retries(), when));
        batches.push(batch.part(0, size / 2, batch.retries(), when));
    }

    private static Instant again(int retries, Instant now) {
        Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(retries - 1, 20));
        return now.plus(wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF);
    }

    /** Learns that the destination has accepted these. */
    void discarded(SubBatch discarded) {
        SubBatch batch = batches.pop();
        position = discarded.last().number();
        int size = batch.entries().size();
        if (discarded.entries().size() < size) {
            batches.push(batch.part(discarded.entries().size(), size, batch.retries(), batch.notBefore()));
        }
    }
}
