package io.millrace.handler.ready.replicate;

import io.millrace.handler.ready.replicate.Write.Kind;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A table beside which there is one that remembers the version of each item: each change is written together with its version, in
 * one transaction, and thus once, also where the item is gone or a user of this table has written it since.
 *
 * <p>Of two tables that replicate each other, items are marked before they are removed, so that who reads this table's stream
 * knows that it was no user. A user who puts the item after that keeps it; with an update it goes, and goes in the other table.
 */
final class VersionedTable implements Target {

    private static final int TRIES = 5;

    private final Supplier<DynamoDbClient> client;
    private final ConditionalWrites items;
    private final VersionRows versions;
    private final boolean marks;

    VersionedTable(Supplier<DynamoDbClient> client, ConditionalWrites items, VersionRows versions, boolean marks) {
        this.client = client;
        this.items = items;
        this.versions = versions;
        this.marks = marks;
    }

    @Override
    public void write(Write write, Retries retries) throws InterruptedException {
        if (write.kind() == Kind.PUT) {
            put(write, retries);
        } else if (marks) {
            mark(write, retries);
            removeMarked(write, retries);
        } else {
            written(items.removal(write), write, retries);
        }
    }

    /**
     * An item that has no room for its version goes without: the row tells whether a change is late. Not of two tables that
     * replicate each other, where the version tells who has written the item.
     */
    private void put(Write write, Retries retries) throws InterruptedException {
        try {
            written(items.put(write), write, retries);
        } catch (DynamoDbException e) {
            if (marks || !Refusals.tooLarge(e)) {
                throw e;
            }
            written(items.put(write.without(items.versionAttribute())), write, retries);
        }
    }

    /** An item that isn't there, or that isn't to go, is not marked; and must not have come while that is written down. */
    private void mark(Write write, Retries retries) throws InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            if (written(items.mark(write), write, retries) || written(items.unmarked(write), write, retries)) {
                return;
            }
        }
        throw new IllegalStateException("other writers keep changing the item");
    }

    /** Returns whether it is written, now or before; not if it would be, but for the item. */
    private boolean written(TransactWriteItem item, Write write, Retries retries) throws InterruptedException {
        TransactWriteItem version =
                TransactWriteItem.builder().put(versions.put(write)).build();
        try {
            retries.run(() -> client.get().transactWriteItems(transaction -> transaction.transactItems(item, version)));
            return true;
        } catch (TransactionCanceledException e) {
            if (!Refusals.isOld(e)) {
                throw e;
            }
            return Refusals.isOld(e, 1);
        }
    }

    private void removeMarked(Write write, Retries retries) throws InterruptedException {
        try {
            retries.run(() -> client.get().deleteItem(items.removalOfMarked(write)));
        } catch (ConditionalCheckFailedException e) {
            // it is gone, or was put again
        }
    }

    @Override
    public String ofTooLarge() {
        return marks
                ? " Its version takes some 200 bytes of that, which tables that replicate each other can't do without."
                : "";
    }
}
