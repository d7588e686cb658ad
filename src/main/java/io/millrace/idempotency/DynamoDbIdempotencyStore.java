package io.millrace.idempotency;

import io.millrace.dispatch.IdempotencyStore;
import io.millrace.dispatch.Lease;
import io.millrace.dispatch.Tried;
import io.millrace.dispatch.WorkId;
import io.millrace.time.Backoff;
import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Keeps an entry for each task in a DynamoDB table, which {@link IdempotencyTable} describes. Claiming up to 100 new tasks
 * takes two calls, a read and a transaction; finding out that up to 100 are done takes one. Leases end by the clocks of the
 * owners: these must differ by less than a lease is longer than its task. Any thread may call.
 */
public final class DynamoDbIdempotencyStore implements IdempotencyStore {

    private final EntryTable table;
    private final EntryWrites writes;
    private final Time time;

    /**
     * @param client called once, when the table is first used; its creator closes the client
     * @param table the table's name
     * @param ttl how long a completed task is remembered; a later repeat is new
     */
    public DynamoDbIdempotencyStore(Supplier<DynamoDbClient> client, String table, Duration ttl, Time time) {
        this.table = new EntryTable(client, table, time.sleeper());
        this.writes = new EntryWrites(table, ttl, time.clock());
        this.time = time;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Each hundred is claimed as a whole or not at all. Tasks that other owners keep writing to count as held for a moment.
     */
    @Override
    public Answer claim(Collection<WorkId> works, Lease lease) {
        Claim claim = new Claim(table, writes, time, lease);
        Chunk.of(works, EntryTable.MOST_IN_CALL).forEach(claim::take);
        return claim.answer();
    }

    /**
     * {@inheritDoc}
     *
     * <p>A task that another owner took over after the lease had ended is marked as done as well: that owner can no longer
     * release it, only complete it a second time. After an exception, some tasks may be marked.
     */
    @Override
    public void complete(Collection<WorkId> works, Lease lease) {
        // Nothing is conditional: a transaction would only cost twice the capacity, and could be cancelled.
        Deadline deadline = deadline(lease);
        Chunk.of(works, EntryTable.MOST_IN_BATCH)
                .forEach(chunk -> table.overwrite(
                        chunk.keySet().stream()
                                .map(key -> writes.complete(key, lease))
                                .toList(),
                        deadline));
    }

    @Override
    public void release(Collection<WorkId> works, Lease lease) {
        release(works, deadline(lease), (key, work) -> writes.release(key, lease));
    }

    @Override
    public void release(Map<WorkId, Tried> works, Lease lease) {
        release(
                works.keySet(),
                deadline(lease),
                (key, work) -> writes.release(key, lease, Objects.requireNonNull(works.get(work))));
    }

    /** A call for a lease ends with it. */
    private Deadline deadline(Lease lease) {
        return Deadline.at(lease.end(), time.clock());
    }

    private void release(
            Collection<WorkId> works, Deadline deadline, BiFunction<String, WorkId, TransactWriteItem> write) {
        for (Map<String, WorkId> chunk : Chunk.of(works, EntryTable.MOST_IN_CALL)) {
            Map<String, TransactWriteItem> left = new LinkedHashMap<>();
            chunk.forEach((key, work) -> left.put(key, write.apply(key, work)));
            releaseTogether(left, deadline);
        }
    }

    /** Works that this owner does not hold stay as they are; others that were in the way are waited for. */
    private void releaseTogether(Map<String, TransactWriteItem> left, Deadline deadline) {
        Backoff tries = EntryTable.tries();
        Optional<Refusal> refusal = table.write(left, deadline);
        while (refusal.isPresent()) {
            boolean smaller = left.keySet().removeAll(refusal.get().changed());
            if (!smaller && !table.another(tries, deadline)) {
                throw refusal.get().cause();
            }
            refusal = table.write(left, deadline);
        }
    }
}
