package io.millrace.handler.ready.archive;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.ItemKey;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.HeldBackException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the changes of a batch, in their order, into as few objects as partitions allow. An object that can't be written fails
 * its changes, a change that can't be written fails by itself; what is behind a failure of its item is held back.
 */
final class Archive implements BatchHandler {

    private final String prefix;
    private final ChangeLine line;
    private final Bucket bucket;

    Archive(String prefix, ChangeLine line, Bucket bucket) {
        this.prefix = prefix;
        this.line = line;
        this.bucket = bucket;
    }

    @Override
    public Map<SequenceNumber, Throwable> handle(List<Change<Item>> changes) throws InterruptedException {
        Writing writing = new Writing();
        for (Change<Item> change : changes) {
            writing.write(change);
        }
        writing.finish();
        throwIfOneFailureIsAll(writing.failures, changes);
        return writing.failures;
    }

    /** An object that isn't written is one failure, and not one for each of its changes. */
    private static void throwIfOneFailureIsAll(Map<SequenceNumber, Throwable> failures, List<Change<Item>> changes) {
        Set<Throwable> causes = new HashSet<>(failures.values());
        if (failures.size() == changes.size()
                && causes.size() == 1
                && causes.iterator().next() instanceof RuntimeException one) {
            throw one;
        }
    }

    /** One call of the handler. */
    private final class Writing {

        private final Map<SequenceNumber, Throwable> failures = new LinkedHashMap<>();
        private final Set<ItemKey> failedItems = new HashSet<>();
        private @Nullable ArchiveObject open;
        private @Nullable RuntimeException away;

        void write(Change<Item> change) throws InterruptedException {
            ArchiveObject object = objectFor(Partition.of(change));
            if (!failedItems.isEmpty() && failedItems.contains(change.itemKey())) {
                failures.put(change.sequenceNumber(), HeldBackException.INSTANCE);
                return;
            }
            try {
                object.add(change, line.of(change));
            } catch (RuntimeException e) {
                fail(change, e);
            }
        }

        private ArchiveObject objectFor(Partition partition) throws InterruptedException {
            ArchiveObject object = open;
            if (object == null || !object.partition().equals(partition)) {
                finish();
                object = new ArchiveObject(partition);
                open = object;
            }
            return object;
        }

        void finish() throws InterruptedException {
            ArchiveObject object = open;
            open = null;
            if (object == null || object.changes().isEmpty()) {
                return;
            }
            try {
                put(object);
            } catch (RuntimeException e) {
                away = Bucket.isAway(e) ? e : away;
                object.changes().forEach(change -> fail(change, e));
            }
        }

        /** A bucket that is away is not waited for object by object. */
        private void put(ArchiveObject object) throws InterruptedException {
            if (away != null) {
                throw away;
            }
            bucket.put(prefix + object.key(), object.content());
        }

        private void fail(Change<Item> change, Throwable cause) {
            failures.put(change.sequenceNumber(), cause);
            failedItems.add(change.itemKey());
        }
    }
}
