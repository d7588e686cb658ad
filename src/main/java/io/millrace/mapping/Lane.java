package io.millrace.mapping;

import io.millrace.change.SequenceNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of some items of a shard, in their order, and what is to be done with them: the rules of a Lambda event
 * source mapping, without a clock, a thread or a stream. Not for several threads at once. Source: "Using AWS Lambda with
 * Amazon DynamoDB" and "CreateEventSourceMapping" in the AWS documentation.
 */
public final class Lane {

    /** Bytes. Source: "Lambda quotas" in the AWS Lambda Developer Guide, invocation payload of synchronous requests. */
    static final int LARGEST_PAYLOAD = 6 * 1024 * 1024;

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private final EventSourceMapping mapping;
    private final Deque<SubBatch> pieces = new ArrayDeque<>();
    private final Deque<StreamEntry> pending = new ArrayDeque<>();
    private @Nullable SequenceNumber position;
    private Instant windowStart = Instant.MIN;
    private boolean ending;
    private long pendingBytes;

    /**
     * @param position up to where all is done already; {@code null} for nothing
     */
    public Lane(EventSourceMapping mapping, @Nullable SequenceNumber position) {
        this.mapping = mapping;
        this.position = position;
    }

    /**
     * Adds a record behind all others.
     *
     * @param before the record of the shard, whatever its lane, that was read before it; {@code null} for none
     */
    public void add(StreamEntry entry, @Nullable SequenceNumber before) {
        if (isEmpty()) {
            position = before;
        }
        pending.add(entry);
        pendingBytes += entry.bytes();
    }

    /** Nothing more comes, so that nothing waits for a batch to fill. */
    public void end() {
        ending = true;
    }

    public boolean isEmpty() {
        return pieces.isEmpty() && pending.isEmpty();
    }

    /** How many records are not done. */
    public int size() {
        return pending.size()
                + pieces.stream().mapToInt(piece -> piece.entries().size()).sum();
    }

    /** How large the JSON of those is that are in no batch yet. */
    public long pendingBytes() {
        return pendingBytes;
    }

    /** What is delivered, or is to be delivered again; {@code null} for nothing. */
    @Nullable
    public SubBatch head() {
        return pieces.peek();
    }

    /** The first record that is not done; {@code null} for none. */
    @Nullable
    public StreamEntry oldest() {
        SubBatch head = pieces.peek();
        return head == null ? pending.peek() : head.first();
    }

    /** Everything of the lane up to here is done; {@code null} when that isn't known of any record. */
    @Nullable
    public SequenceNumber position() {
        return position;
    }

    /** What to do now. It is to be answered with {@link #ended} or {@link #givenUp} before the next question. */
    public Decision next(Instant now) {
        if (pieces.isEmpty() && !form(now)) {
            return new Decision.Wait(pending.isEmpty() ? null : windowEnd());
        }
        SubBatch head = pieces.element();
        int old = old(head, now);
        if (old > 0) {
            return new Decision.GiveUp(
                    head.part(0, old, head.retries(), now), DiscardedBatch.Condition.RECORD_AGE_EXCEEDED);
        }
        if (mapping.maximumRetryAttempts() >= 0 && head.retries() > mapping.maximumRetryAttempts()) {
            return new Decision.GiveUp(head, DiscardedBatch.Condition.RETRY_ATTEMPTS_EXHAUSTED);
        }
        return now.isBefore(head.notBefore()) ? new Decision.Wait(head.notBefore()) : deliver(head);
    }

    private Decision deliver(SubBatch head) {
        pieces.pop();
        pieces.push(head.delivered());
        return new Decision.Deliver(pieces.element());
    }

    /** Makes a batch of what is pending, if there is one: full, or its window over. */
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
        pieces.push(new SubBatch(batch, 0, 0, now));
        return true;
    }

    /** A window begins with its first record, but not before the delivery ahead of it has ended. */
    private Instant windowEnd() {
        Instant first = pending.element().times().read();
        Instant start = first.isAfter(windowStart) ? first : windowStart;
        return start.plus(mapping.batchWindow());
    }

    private int old(SubBatch piece, Instant now) {
        Duration most = mapping.maximumRecordAge();
        int old = 0;
        while (most != null
                && old < piece.entries().size()
                && piece.entries().get(old).times().ageAt(now).compareTo(most) > 0) {
            old++;
        }
        return old;
    }

    /** Takes note of the answer to what was to be delivered. */
    public void ended(Answer answer, Instant now) {
        SubBatch piece = pieces.pop();
        windowStart = now;
        if (answer instanceof Answer.Done) {
            position = piece.last().number();
        } else if (answer instanceof Answer.From from && from.index() > 0) {
            rest(piece, from.index(), now);
        } else if (answer instanceof Answer.Failed
                && mapping.bisectOnError()
                && piece.entries().size() > 1) {
            halves(piece, now);
        } else {
            int retries = piece.retries() + 1;
            pieces.push(piece.part(0, piece.entries().size(), retries, again(retries, now)));
        }
    }

    /** A count of its own for what begins at another record: the coming delivery is its first retry, unless it is a split. */
    private void rest(SubBatch piece, int index, Instant now) {
        position = piece.entries().get(index - 1).number();
        int retries = mapping.bisectOnError() ? 0 : 1;
        pieces.push(piece.part(index, piece.entries().size(), retries, again(1, now)));
    }

    /** To split doesn't count as a retry. */
    private void halves(SubBatch piece, Instant now) {
        int size = piece.entries().size();
        Instant when = again(piece.retries() + 1, now);
        pieces.push(piece.part(size / 2, size, piece.retries(), when));
        pieces.push(piece.part(0, size / 2, piece.retries(), when));
    }

    private static Instant again(int retries, Instant now) {
        Duration wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(retries - 1, 20));
        return now.plus(wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF);
    }

    /** Takes note that what was to be given up is told. */
    public void givenUp(SubBatch givenUp) {
        SubBatch piece = pieces.pop();
        position = givenUp.last().number();
        int size = piece.entries().size();
        if (givenUp.entries().size() < size) {
            pieces.push(piece.part(givenUp.entries().size(), size, piece.retries(), piece.notBefore()));
        }
    }
}
