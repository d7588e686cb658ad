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
 * What is written, and on which condition.
 *
 * @param table the table's name
 * @param ttl for how long a completed work is known
 */
record EntryWrites(String table, Duration ttl, InstantSource clock) {

    private static final String IN_HAND = "#status = :inProgress AND #owner = :me";
    private static final String FREE = "attribute_not_exists(#id) OR #expires < :nowSeconds"
            + " OR (#status = :inProgress AND (#owner = :me OR #leaseEnd < :now))";

    /** Takes a work that is free or that this owner has already. */
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

    /** Gives up a work that this owner has in hand. */
    TransactWriteItem release(String key, Lease lease) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table)
                        .key(ExpiringTable.key(key))
                        .conditionExpression(IN_HAND)
                        .expressionAttributeNames(Map.of("#status", Entry.STATUS, "#owner", Entry.OWNER))
                        .expressionAttributeValues(
                                Map.of(":inProgress", fromS(Status.IN_PROGRESS.name()), ":me", fromS(lease.owner()))))
                .build();
    }

    /** Gives up a work that this owner has in hand, and that was tried. */
    TransactWriteItem release(String key, Lease lease, Tried tried) {
        Entry free = Entry.free(key, lease.owner(), clock.instant().plus(ttl), tried);
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(free.item())
                        .conditionExpression(IN_HAND)
                        .expressionAttributeNames(Map.of("#status", Entry.STATUS, "#owner", Entry.OWNER))
                        .expressionAttributeValues(
                                Map.of(":inProgress", fromS(Status.IN_PROGRESS.name()), ":me", fromS(lease.owner()))))
                .build();
    }

    /** Notes a work as done, whatever the table says of it. */
    WriteRequest complete(String key, Lease lease) {
        Entry entry = Entry.completed(key, lease, clock.instant().plus(ttl));
        return WriteRequest.builder().putRequest(put -> put.item(entry.item())).build();
    }
}
