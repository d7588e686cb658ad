package io.millrace.handler.ready.archive;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.kit.ItemFailures;
import io.millrace.handler.kit.Outage;
import io.millrace.time.Time;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the changes of a batch, in order, into as few objects as its partitions allow. If an object can't be written, its
 * changes fail; a change that can't be written fails alone. Later changes of a failed item are held back.
 */
final class Archive implements BatchHandler {

    private final String prefix;
    private final ChangeLine line;
    private final Bucket bucket;
    private final Time time;

    Archive(String prefix, ChangeLine line, Bucket bucket, Time time) {
        this.prefix = prefix;
        this.line = line;
        this.bucket = bucket;
        this.time = time;
    }

    @Override
    public Map<SequenceNumber, Throwable> handle(List<Change<Item>> changes) throws InterruptedException {
        Writing writing = new Writing(changes.size());
        for (Change<Item> change : changes) {
            writing.write(change);
        }
        writing.finish();
        return writing.failures.of(changes);
    }

    /** One call of the handler. */
    private final class Writing {

        private final int all;
        private final ItemFailures failures = new ItemFailures();
        private final Outage outage = new Outage(time.clock(), 1);
        private @Nullable ArchiveObject open;

        Writing(int all) {
            this.all = all;
        }

        void write(Change<Item> change) throws InterruptedException {
            ArchiveObject object = objectFor(Partition.of(change));
            if (failures.holdBack(change)) {
                return;
            }
            try {
                object.add(change, line.of(change));
            } catch (RuntimeException e) {
                failures.fail(change, e);
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
                fail(object, e);
            }
        }

        /** An object that holds the whole batch is one failure, and not one for each of its changes. */
        private void fail(ArchiveObject object, RuntimeException cause) {
            if (object.changes().size() == all) {
                throw cause;
            }
            if (Bucket.isUnavailable(cause)) {
                outage.unanswered(cause);
            }
            object.changes().forEach(change -> failures.fail(change, cause));
        }

        /** Fails without a call during an outage: an unreachable bucket is not waited for once per object. */
        private void put(ArchiveObject object) throws InterruptedException {
            if (outage.isLong()) {
                throw (RuntimeException) outage.cause();
            }
            bucket.put(prefix + object.key(), object.content());
        }
    }
}
