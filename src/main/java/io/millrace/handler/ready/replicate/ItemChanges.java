package io.millrace.handler.ready.replicate;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.ItemFailures;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * The changes of one item in a batch. Only the last one is written, since it says what the item is. If it is refused for good,
 * the one before it is written, so that only those fail that must.
 */
final class ItemChanges {

    private final List<Change<Item>> changes;
    private final Writes writes;
    private final Target target;
    private final Retries retries;
    private final ItemFailures failures;

    /** A change that can't be written at any time, and why. */
    private static final class RefusedException extends RuntimeException {

        private final transient RuntimeException reason;

        RefusedException(RuntimeException reason) {
            super(null, null, false, false);
            this.reason = reason;
        }
    }

    ItemChanges(List<Change<Item>> changes, Writes writes, Target target, Retries retries, ItemFailures failures) {
        this.changes = changes;
        this.writes = writes;
        this.target = target;
        this.retries = retries;
        this.failures = failures;
    }

    /** Writes the item, and records what failed. Returns whether nothing did. */
    boolean write() throws InterruptedException {
        for (int place = changes.size() - 1; place >= 0; place--) {
            try {
                write(changes.get(place));
                return place == changes.size() - 1;
            } catch (RefusedException e) {
                failures.fail(changes.get(place), e.reason);
            } catch (RuntimeException e) {
                failures.fail(changes.get(0), e);
                return false;
            }
        }
        return false;
    }

    private void write(Change<Item> change) throws InterruptedException {
        Write write = planned(change);
        if (write.kind() == Write.Kind.NOTHING) {
            return;
        }
        try {
            target.write(write, retries);
        } catch (ResourceNotFoundException e) {
            throw new IllegalStateException("there is no such table: " + e.getMessage(), e);
        } catch (SdkException e) {
            if (Refusals.ofItem(e)) { // without the exception itself, which may quote the item
                throw new RefusedException(new IllegalArgumentException("the table refuses the item: " + message(e)));
            }
            throw e;
        }
    }

    private String message(SdkException refusal) {
        String text = Refusals.text(refusal);
        return Refusals.tooLarge(refusal) ? text.replaceFirst("\\.?$", ".") + target.ofTooLarge() : text;
    }

    private Write planned(Change<Item> change) {
        try {
            return writes.of(change);
        } catch (RuntimeException e) {
            throw new RefusedException(e);
        }
    }
}
