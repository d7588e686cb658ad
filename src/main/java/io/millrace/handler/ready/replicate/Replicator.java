package io.millrace.handler.ready.replicate;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.ItemKey;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.kit.ItemFailures;
import io.millrace.time.Time;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Writes the result of a batch for each item, several items in parallel. Each write is conditional on the target not having
 * it, or something newer, so that records may come late, or any number of times.
 */
record Replicator(Writes writes, Target target, SideBySide sideBySide, Time time)
        implements BatchHandler, AutoCloseable {

    @Override
    public Map<SequenceNumber, Throwable> handle(List<Change<Item>> changes) throws Exception {
        Retries retries = new Retries(time);
        ItemFailures failures = new ItemFailures();
        List<Callable<Boolean>> items = new ArrayList<>();
        byItem(changes).forEach(some -> items.add(new ItemChanges(some, writes, target, retries, failures)::write));
        sideBySide.call(items);
        return failures.of(changes);
    }

    private static Iterable<List<Change<Item>>> byItem(List<Change<Item>> changes) {
        Map<ItemKey, List<Change<Item>>> items = new LinkedHashMap<>();
        changes.forEach(change -> items.computeIfAbsent(change.itemKey(), none -> new ArrayList<>())
                .add(change));
        return items.values();
    }

    @Override
    public void close() {
        sideBySide.close();
    }
}
