package io.millrace.handler.ready.replicate;

import io.millrace.handler.ready.replicate.Write.Kind;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * A table with another one beside it that remembers the version of each item. Each change is written together with its
 * version, in one transaction, and thus once, even if the item is removed or a user of this table has written it since.
 *
 * <p>If two tables replicate each other, items are marked before they are removed, so that readers of this table's stream know
 * that no user removed them. A user's put after the mark keeps the item; a user's update does not, and the item is removed
 * from both tables.
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
     * Puts an item. If it is too large with its version, it is put without: the version row detects late changes. Tables that
     * replicate each other need the version, which identifies the writer.
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

    /**
     * Marks an item. One that does not exist, or is not to be removed, is not marked, and must not appear while this is
     * recorded.
     */
    private void mark(Write write, Retries retries) throws InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            if (written(items.mark(write), write, retries) || written(items.unmarked(write), write, retries)) {
                return;
            }
        }
        throw new IllegalStateException("other writers keep changing the item");
    }

    /** Returns whether the version is written, now or before; false if only the item's condition failed. */
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
            // it is removed, or was put again
        }
    }

    @Override
    public String ofTooLarge() {
        return marks
                ? " Its version takes some 200 bytes of that, which tables that replicate each other can't do without."
                : "";
    }
}
