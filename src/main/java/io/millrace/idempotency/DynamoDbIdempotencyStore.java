package io.millrace.idempotency;

import io.millrace.dispatch.IdempotencyStore;
import io.millrace.dispatch.Lease;
import io.millrace.dispatch.Tried;
import io.millrace.dispatch.WorkId;
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
 * Keeps an entry for each work in a table of DynamoDB, which {@link IdempotencyTable} describes. To claim up to 100 new
 * works takes two calls, a read and a transaction; to learn that up to 100 are done takes one. Leases end by the clocks of
 * those who claim, so these have to agree to within what a lease is longer than the work. Any thread may call.
 */
public final class DynamoDbIdempotencyStore implements IdempotencyStore {

    private final EntryTable table;
    private final EntryWrites writes;
    private final Time time;

    /**
     * @param client asked once, when the table is first used; whoever made it closes it
     * @param table the table's name
     * @param ttl for how long a completed work is known. Whatever comes again later is new.
     */
    public DynamoDbIdempotencyStore(Supplier<DynamoDbClient> client, String table, Duration ttl, Time time) {
        this.table = new EntryTable(client, table, time.sleeper());
        this.writes = new EntryWrites(table, ttl, time.clock());
        this.time = time;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Each hundred is claimed as a whole or not at all. Works that other owners keep writing to count as held for a
     * moment.
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
     * <p>A work that another owner took over after the lease had ended becomes done as well, since it is: that owner
     * cannot release it any more, only complete it a second time. Throwing means that some may be noted.
     */
    @Override
    public void complete(Collection<WorkId> works, Lease lease) {
        // Nothing is conditional, so a transaction would cost twice the capacity and could be cancelled, for nothing.
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

    /** A call for a lease is over with it. */
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

    private void releaseTogether(Map<String, TransactWriteItem> left, Deadline deadline) {
        Tries tries = new Tries(time.sleeper(), deadline);
        Optional<Refusal> refusal = table.write(left, deadline);
        while (refusal.isPresent()) {
            leaveOut(refusal.get(), left, tries);
            refusal = table.write(left, deadline);
        }
    }

    /** Works that this owner does not hold stay as they are; for others that were in the way it is worth to wait. */
    private static void leaveOut(Refusal refusal, Map<String, TransactWriteItem> left, Tries tries) {
        boolean smaller = left.keySet().removeAll(refusal.changed());
        if (!smaller && !tries.another()) {
            throw refusal.cause();
        }
    }
}
