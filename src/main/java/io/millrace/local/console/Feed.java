package io.millrace.local.console;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.dispatch.BatchResult;
import io.millrace.dispatch.DispatchListener;
import io.millrace.dispatch.Failure;
import io.millrace.dispatch.Handler;
import io.millrace.function.TableFunctions;
import io.millrace.source.EventSourceListener;
import io.millrace.source.GivenUpBatch;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest changes and what became of them. It keeps a bounded number of them in bounded memory, and only notes what
 * happens: who looks at it takes as long as they like.
 */
final class Feed implements EventSourceListener, DispatchListener {

    private static final int MOST_CHANGES = 500;
    private static final long MOST_BYTES = 32 * 1024 * 1024;

    private final InstantSource clock;
    private final Supplier<TableFunctions> tables;
    private final Counters counters = new Counters();
    private final Map<Long, SeenChange> changes = new LinkedHashMap<>();
    private final Map<String, SeenChange> byRecord = new HashMap<>();
    private final Set<Subscription> subscriptions = new CopyOnWriteArraySet<>();
    private long lastId;
    private long bytes;

    /**
     * @param tables asked for when the first change comes
     */
    Feed(InstantSource clock, Supplier<TableFunctions> tables) {
        this.clock = clock;
        this.tables = tables;
    }

    Counters counters() {
        return counters;
    }

    /** Begins to tell of changes, first of all that are kept. */
    synchronized Subscription subscribe() {
        Subscription subscription = new Subscription();
        subscriptions.add(subscription);
        changes.keySet().forEach(subscription::add);
        return subscription;
    }

    void unsubscribe(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    int subscriptions() {
        return subscriptions.size();
    }

    /** Empty when it is not kept any more. */
    synchronized Optional<ChangeSummary> summary(long id) {
        return Optional.ofNullable(changes.get(id)).map(SeenChange::summary);
    }

    /** Empty when it is not kept any more. */
    synchronized Optional<SeenChange> find(long id) {
        return Optional.ofNullable(changes.get(id));
    }

    /** The change with this number, if it is kept. */
    synchronized Optional<SeenChange> find(String table, SequenceNumber number) {
        return Optional.ofNullable(byRecord.get(key(table, number.text())));
    }

    @Override
    public Handler watch(String table, String route, String name, Handler handler) {
        return WatchedHandler.of(handler, clock, (change, millis, failure) -> {
            counters.called(tableId(table), route, failure);
            note(table, change.record(), seen -> seen.called(route, name, millis, failure));
        });
    }

    @Override
    public void filtered(String table, DynamodbStreamRecord record) {
        note(table, record, seen -> seen.become(Outcome.FILTERED));
    }

    @Override
    public void delivering(String table, String shardId, List<DynamodbStreamRecord> records, int deliveries) {
        records.forEach(record -> note(table, record, seen -> seen.delivered(shardId, deliveries + 1)));
    }

    @Override
    public void delivered(String table, List<DynamodbStreamRecord> records, int from, @Nullable Throwable failure) {
        for (int i = from; i < records.size() && failure != null; i++) {
            Outcome outcome = i == from ? Outcome.STOPPED : Outcome.WAITING;
            note(table, records.get(i), seen -> seen.become(outcome));
        }
    }

    @Override
    public void givenUp(String table, GivenUpBatch batch) {
        batch.event().getRecords().forEach(record -> note(table, record, seen -> seen.become(Outcome.GIVEN_UP)));
    }

    @Override
    public void changed(String table) {
        subscriptions.forEach(Subscription::stateChanged);
    }

    @Override
    public void ended(String table, List<DynamodbStreamRecord> batch, BatchResult result) {
        counters.ended(tableId(table), result);
        Map<String, Outcome> outcomes = new HashMap<>();
        put(outcomes, result.failed().skipped(), Outcome.SKIPPED);
        put(outcomes, result.failed().deadLettered(), Outcome.DEAD_LETTERED);
        put(outcomes, result.failed().stopped(), Outcome.STOPPED);
        boolean behind = false;
        for (DynamodbStreamRecord record : batch) {
            String number = record.getDynamodb().getSequenceNumber();
            behind |= result.stoppedAt().filter(at -> at.text().equals(number)).isPresent();
            Outcome outcome = outcomes.get(number);
            Outcome otherwise = behind ? Outcome.WAITING : null;
            note(
                    table,
                    record,
                    seen -> seen.become(outcome != null ? outcome : otherwise != null ? otherwise : done(seen)));
        }
    }

    private static void put(Map<String, Outcome> outcomes, List<Failure> failures, Outcome outcome) {
        failures.forEach(failure -> outcomes.put(failure.sequenceNumber().text(), outcome));
    }

    /** Without a call it was not wanted, or was done before. */
    private Outcome done(SeenChange seen) {
        Change<Item> change = Change.of(seen.record(), seen.table());
        boolean wanted = seen.isCalled()
                || tables.get()
                        .byTable(seen.table())
                        .filter(table -> table.dispatcher().routes().explain(change).stream()
                                .anyMatch(route -> route.matches() || route.fails()))
                        .isPresent();
        return wanted ? Outcome.HANDLED : Outcome.UNMATCHED;
    }

    private synchronized void note(String table, DynamodbStreamRecord record, Consumer<SeenChange> what) {
        String key = key(table, record.getDynamodb().getSequenceNumber());
        SeenChange seen = byRecord.get(key);
        if (seen == null || !seen.isSame(record)) {
            seen = new SeenChange(++lastId, tableId(table), table, record, clock.instant());
            changes.put(seen.id(), seen);
            byRecord.put(key, seen);
            bytes += seen.size();
            forgetOldest();
        }
        what.accept(seen);
        long id = seen.id();
        subscriptions.forEach(subscription -> subscription.add(id));
    }

    private void forgetOldest() {
        while (changes.size() > MOST_CHANGES || bytes > MOST_BYTES && changes.size() > 1) {
            SeenChange oldest = changes.remove(changes.keySet().iterator().next());
            byRecord.remove(key(oldest.table(), oldest.record().getDynamodb().getSequenceNumber()), oldest);
            bytes -= oldest.size();
        }
    }

    private String tableId(String table) {
        return tables.get().byTable(table).map(function -> function.id()).orElse(table);
    }

    private static String key(String table, String number) {
        return table + "/" + number;
    }
}
