package io.millrace.handler.ready.replicate;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.HeldBackException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * The changes of one item in a batch. The last one says what the item is, and is all that is written. If it never can be, the one
 * before it is, so that what fails is the one that has to.
 */
final class ItemChanges {

    private final List<Change<Item>> changes;
    private final Writes writes;
    private final Target target;
    private final Retries retries;

    /** A change that can't be done at any time, and why. */
    private static final class RefusedException extends RuntimeException {

        private final transient RuntimeException reason;

        RefusedException(RuntimeException reason) {
            super(null, null, false, false);
            this.reason = reason;
        }
    }

    ItemChanges(List<Change<Item>> changes, Writes writes, Target target, Retries retries) {
        this.changes = changes;
        this.writes = writes;
        this.target = target;
        this.retries = retries;
    }

    /** Returns what failed, and what is held back by it. */
    Map<SequenceNumber, Throwable> write() throws InterruptedException {
        int failed = changes.size();
        Throwable cause = HeldBackException.INSTANCE;
        for (int place = changes.size() - 1; place >= 0; place--) {
            try {
                write(changes.get(place));
                return failures(failed, cause);
            } catch (RefusedException e) {
                failed = place;
                cause = e.reason;
            } catch (RuntimeException e) {
                return failures(0, e);
            }
        }
        return failures(failed, cause);
    }

    private Map<SequenceNumber, Throwable> failures(int first, Throwable cause) {
        Map<SequenceNumber, Throwable> failures = new LinkedHashMap<>();
        for (int place = first; place < changes.size(); place++) {
            failures.put(changes.get(place).sequenceNumber(), place == first ? cause : HeldBackException.INSTANCE);
        }
        return failures;
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
                throw new RefusedException(new IllegalArgumentException("the table refuses the item: " + told(e)));
            }
            throw e;
        }
    }

    private String told(SdkException refusal) {
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
