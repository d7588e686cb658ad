package io.millrace.local.console;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.Handler;
import io.millrace.handler.RecordHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls a handler and reports the result of each change. */
final class WatchedHandler {

    private final InstantSource clock;
    private final Watcher watcher;

    private WatchedHandler(InstantSource clock, Watcher watcher) {
        this.clock = clock;
        this.watcher = watcher;
    }

    /** Receives the result of a call. */
    @FunctionalInterface
    interface Watcher {

        void called(Change<Item> change, double millis, @Nullable Throwable failure);
    }

    static Handler of(Handler handler, InstantSource clock, Watcher watcher) {
        WatchedHandler watched = new WatchedHandler(clock, watcher);
        return handler instanceof BatchHandler batch ? watched.many(batch) : watched.single((RecordHandler) handler);
    }

    private Handler single(RecordHandler handler) {
        return (RecordHandler) change -> {
            Instant start = clock.instant();
            try {
                handler.handle(change);
                watcher.called(change, since(start), null);
            } catch (Throwable e) {
                watcher.called(change, since(start), e);
                throw e;
            }
        };
    }

    private Handler many(BatchHandler handler) {
        return (BatchHandler) changes -> {
            Instant start = clock.instant();
            try {
                Map<SequenceNumber, Throwable> failures = handler.handle(changes);
                double millis = since(start);
                changes.forEach(change -> watcher.called(change, millis, failures.get(change.sequenceNumber())));
                return failures;
            } catch (Throwable e) {
                called(changes, since(start), e);
                throw e;
            }
        };
    }

    private void called(List<Change<Item>> changes, double millis, Throwable failure) {
        changes.forEach(change -> watcher.called(change, millis, failure));
    }

    private double since(Instant start) {
        return Duration.between(start, clock.instant()).toNanos() / 1_000 / 1_000.0;
    }
}
