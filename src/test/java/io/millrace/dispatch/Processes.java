package io.millrace.dispatch;

import static io.millrace.testkit.Records.batch;

import io.millrace.change.Change;
import io.millrace.handler.Handler;
import io.millrace.handler.RecordHandler;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.table.KeySchema;
import io.millrace.testkit.Records;
import io.millrace.testkit.Routes;
import io.millrace.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Dispatchers as of several processes that share a store, by a clock that waits move. */
final class Processes {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SharedStore store = new SharedStore();
    private volatile Instant now = START;
    private final InstantSource clock = () -> now;

    SharedStore store() {
        return store;
    }

    Instant now() {
        return now;
    }

    InstantSource clock() {
        return clock;
    }

    static RecordId id(String record) {
        return new Work(0, Change.of(batch(record).get(0), Records.TABLE), List.of()).recordId();
    }

    /** Lets another have a work in hand. */
    void holdUntil(String record, Instant end) {
        WorkId work = new WorkId(Records.TABLE, "r", "h1", id(record));
        store.leases.put(work, new Lease("another", end));
    }

    RecordHandler failingNext(int times) {
        return change -> store.failing = times;
    }

    Dispatcher process(int concurrency, Handler... handlers) {
        return process(FailurePolicy.OnFailure.STOP, concurrency, handlers);
    }

    Dispatcher process(FailurePolicy.OnFailure onFailure, int concurrency, Handler... handlers) {
        return process(
                new FailurePolicy(FailurePolicy.Retry.NONE, onFailure, FailurePolicy.Remember.IN_STORE),
                concurrency,
                handlers);
    }

    Dispatcher process(FailurePolicy policy, int concurrency, Handler... handlers) {
        Route<List<Step>> route = Routes.route("r", "*", handlers);
        List<Step> steps = route.target().stream()
                .map(step -> new Step(step.route(), step.name(), step.handler(), policy))
                .toList();
        Time time = new Time(clock, this::sleep);
        return new Dispatcher(
                Records.TABLE,
                new RouteTable<>(KeySchema.named("id", null), List.of(route.to(steps))),
                new Dispatcher.Policy(RouteTable.Unmatched.IGNORE, policy.onFailure(), concurrency),
                new Stores(Stores.NONE.deadLetters(), store),
                time);
    }

    private void sleep(Duration wait) {
        synchronized (store) {
            now = now.plus(wait);
            store.leases.values().removeIf(lease -> lease.end().isBefore(now));
        }
    }
}
