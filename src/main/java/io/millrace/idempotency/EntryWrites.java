package io.millrace.idempotency;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.millrace.aws.ExpiringTable;
import io.millrace.dispatch.Lease;
import io.millrace.dispatch.Tried;
import io.millrace.idempotency.Entry.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The writes to the table, and their conditions.
 *
 * @param table the table's name
 * @param ttl how long a completed task is remembered
 */
record EntryWrites(String table, Duration ttl, InstantSource clock) {

    private static final String HELD = "#status = :inProgress AND #owner = :me";
    private static final String FREE = "attribute_not_exists(#id) OR #expires < :nowSeconds"
            + " OR (#status = :inProgress AND (#owner = :me OR #leaseEnd < :now))";

    /** Claims a task that is free, or that this owner has claimed already. */
    TransactWriteItem claim(String key, Lease lease, Optional<Tried> tried) {
        Instant now = clock.instant();
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(Entry.inProgress(key, lease, ttl, tried).item())
                        .conditionExpression(FREE)
                        .expressionAttributeNames(Map.of(
                                "#id", ExpiringTable.KEY,
                                "#status", Entry.STATUS,
                                "#owner", Entry.OWNER,
                                "#leaseEnd", Entry.LEASE_END,
                                "#expires", ExpiringTable.EXPIRES))
                        .expressionAttributeValues(Map.of(
                                ":inProgress", fromS(Status.IN_PROGRESS.name()),
                                ":me", fromS(lease.owner()),
                                ":now", fromN(Long.toString(now.toEpochMilli())),
                                ":nowSeconds", fromN(Long.toString(now.getEpochSecond())))))
                .build();
    }

    /** Releases a task that this owner holds. */
    TransactWriteItem release(String key, Lease lease) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table)
                        .key(ExpiringTable.key(key))
                        .conditionExpression(HELD)
                        .expressionAttributeNames(Map.of("#status", Entry.STATUS, "#owner", Entry.OWNER))
                        .expressionAttributeValues(
                                Map.of(":inProgress", fromS(Status.IN_PROGRESS.name()), ":me", fromS(lease.owner()))))
                .build();
    }

    /** Releases a task that this owner holds and that was tried. */
    TransactWriteItem release(String key, Lease lease, Tried tried) {
        Entry free = Entry.free(key, lease.owner(), clock.instant().plus(ttl), tried);
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(free.item())
                        .conditionExpression(HELD)
                        .expressionAttributeNames(Map.of("#status", Entry.STATUS, "#owner", Entry.OWNER))
                        .expressionAttributeValues(
                                Map.of(":inProgress", fromS(Status.IN_PROGRESS.name()), ":me", fromS(lease.owner()))))
                .build();
    }

    /** Marks a task as done, whatever its entry is. */
    WriteRequest complete(String key, Lease lease) {
        Entry entry = Entry.completed(key, lease, clock.instant().plus(ttl));
        return WriteRequest.builder().putRequest(put -> put.item(entry.item())).build();
    }
}
