package io.millrace.local.console;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.SequenceNumber;
import io.millrace.dispatch.BatchResult;
import io.millrace.dispatch.DispatchListener;
import io.millrace.dispatch.Failure;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import io.millrace.mapping.DiscardedBatch;
import io.millrace.source.EventSourceListener;
import io.millrace.source.ShardName;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/**
 * The latest changes and what became of them. It keeps a bounded number of them in bounded memory, and only notes what
 * happens: who looks at it takes as long as they like.
 */
final class Feed implements EventSourceListener, DispatchListener {

    private final Time time;
    private final Supplier<TableFunctions> tables;
    private final Counters counters = new Counters();
    private final Kept kept = new Kept();
    private final Set<DynamodbStreamRecord> inFlight = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Subscription> subscriptions = new CopyOnWriteArraySet<>();

    /**
     * @param tables asked for when the first change comes
     */
    Feed(Time time, Supplier<TableFunctions> tables) {
        this.time = time;
        this.tables = SingletonSupplier.of(tables);
    }

    Counters counters() {
        return counters;
    }

    /** Begins to tell of changes, first of all that are kept. */
    synchronized Subscription subscribe() {
        Subscription subscription = new Subscription();
        subscriptions.add(subscription);
        kept.ids().forEach(subscription::add);
        return subscription;
    }

    void unsubscribe(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /** What is made of a change, while nothing more happens to it. Empty when it is not kept any more. */
    synchronized <T> Optional<T> read(long id, Function<SeenChange, T> reader) {
        return kept.find(id).map(reader);
    }

    /** The same for the change with this number. */
    synchronized <T> Optional<T> read(String table, SequenceNumber number, Function<SeenChange, T> reader) {
        return kept.find(table, number.text()).map(reader);
    }

    @Override
    public void batchBegun(Batch batch) {
        batch.records().forEach(record -> note(batch.table(), record, seen -> {}));
    }

    @Override
    public void completed(Completed completed) {
        called(completed.call(), completed.duration(), Map.of());
    }

    @Override
    public void failed(CallFailed failed) {
        called(failed.call(), failed.duration(), failed.causes());
    }

    private void called(Call call, Duration duration, Map<SequenceNumber, Throwable> causes) {
        String table = call.batch().table();
        double millis = duration.toNanos() / 1_000 / 1_000.0;
        for (SequenceNumber number : call.records()) {
            Throwable failure = causes.get(number);
            counters.called(tableId(table), call.route(), failure);
            synchronized (this) {
                note(
                        kept.find(table, number.text()).orElse(null),
                        seen -> seen.called(call.route(), call.handler(), millis, failure));
            }
        }
    }

    @Override
    public void filtered(ShardName shard, DynamodbStreamRecord record) {
        note(shard.table(), record, seen -> seen.become(Outcome.FILTERED));
    }

    @Override
    public void waiting(ShardName shard, DynamodbStreamRecord record) {
        note(shard.table(), record, seen -> {
            seen.delivered(shard.shardId(), 0);
            seen.become(Outcome.WAITING);
        });
    }

    @Override
    public void delivering(ShardName shard, List<DynamodbStreamRecord> records, int deliveries) {
        records.forEach(record -> note(shard.table(), record, seen -> seen.delivered(shard.shardId(), deliveries + 1)));
        synchronized (this) {
            inFlight.addAll(records);
        }
    }

    @Override
    public void delivered(ShardName shard, List<DynamodbStreamRecord> records, int from, @Nullable Throwable failure) {
        String table = shard.table();
        boolean told = failure != null && records.stream().anyMatch(record -> isStopped(table, record));
        for (int i = 0; i < records.size(); i++) {
            Outcome outcome = i == from ? Outcome.STOPPED : Outcome.WAITING;
            boolean comesAgain = i >= from;
            note(table, records.get(i), seen -> {
                if (comesAgain && failure != null && !told) {
                    seen.become(outcome);
                } else if (!comesAgain && seen.isUnfinished()) {
                    seen.become(Outcome.DISCARDED); // the mapping does not look at the answer
                }
            });
        }
        synchronized (this) {
            records.forEach(inFlight::remove);
        }
    }

    /** A function that throws because its mapping takes no other answer has told of each record before. */
    private synchronized boolean isStopped(String table, DynamodbStreamRecord record) {
        SeenChange seen = kept.find(table, record);
        return seen != null && seen.isStopped();
    }

    @Override
    public void discarded(ShardName shard, DiscardedBatch batch) {
        batch.event()
                .getRecords()
                .forEach(record -> note(shard.table(), record, seen -> seen.become(Outcome.DISCARDED)));
    }

    @Override
    public void changed(ShardName shard) {
        subscriptions.forEach(Subscription::stateChanged);
    }

    @Override
    public void batchEnded(BatchEnded ended) {
        String table = ended.batch().table();
        BatchResult result = ended.result();
        counters.ended(tableId(table), result);
        Map<String, Outcome> outcomes = new HashMap<>();
        put(outcomes, result.failed().skipped(), Outcome.SKIPPED);
        put(outcomes, result.failed().deadLettered(), Outcome.DEAD_LETTERED);
        for (DynamodbStreamRecord record : ended.batch().records()) {
            SequenceNumber number = SequenceNumber.of(record);
            if (result.stoppedAt().filter(at -> number.compareTo(at) >= 0).isPresent()) {
                outcomes.put(number.text(), Outcome.WAITING);
            }
        }
        put(outcomes, result.failed().stopped(), Outcome.STOPPED);
        ended.batch()
                .records()
                .forEach(record ->
                        end(table, record, outcomes.get(record.getDynamodb().getSequenceNumber())));
    }

    private void end(String table, DynamodbStreamRecord record, @Nullable Outcome outcome) {
        Outcome unlessCalled = outcome == null ? withoutCalls(table, record) : outcome;
        note(table, record, seen -> {
            if (outcome != null) {
                seen.become(outcome);
            } else {
                seen.done(seen.isCalled() ? Outcome.HANDLED : unlessCalled);
            }
        });
    }

    private static void put(Map<String, Outcome> outcomes, List<Failure> failures, Outcome outcome) {
        failures.forEach(failure -> outcomes.put(failure.sequenceNumber().text(), outcome));
    }

    /** Without a call a record was not wanted, or was done before. */
    private Outcome withoutCalls(String table, DynamodbStreamRecord record) {
        try {
            boolean wanted = tables.get()
                    .byTable(table)
                    .filter(function -> isWanted(function, record))
                    .isPresent();
            return wanted ? Outcome.HANDLED : Outcome.UNMATCHED;
        } catch (RuntimeException e) {
            return Outcome.HANDLED; // it can't be read, and was passed over before
        }
    }

    private static boolean isWanted(TableFunction function, DynamodbStreamRecord record) {
        return function.dispatcher().routes().explain(Change.of(record, function.table())).stream()
                .anyMatch(route -> route.matches() || route.fails());
    }

    /** A change that was delivered and is not kept any more does not come back as another one. */
    private void note(String table, DynamodbStreamRecord record, Consumer<SeenChange> what) {
        synchronized (this) {
            SeenChange seen = kept.find(table, record);
            if (seen != null || inFlight.contains(record)) {
                note(seen, what);
                return;
            }
        }
        SeenRecord kind = SeenRecord.of(table, record); // takes a while for a large item
        String id = tableId(table);
        synchronized (this) {
            SeenChange seen = kept.find(table, record);
            note(seen == null ? kept.add(id, kind, time.clock().instant()) : seen, what);
        }
    }

    private void note(@Nullable SeenChange seen, Consumer<SeenChange> what) {
        if (seen != null) {
            what.accept(seen);
            subscriptions.forEach(subscription -> subscription.add(seen.id()));
        }
    }

    private String tableId(String table) {
        return tables.get().byTable(table).map(TableFunction::id).orElse(table);
    }
}
