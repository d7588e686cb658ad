package io.millrace.dispatch;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.Handler;
import io.millrace.handler.RecordHandler;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A handler that somebody watches. Whatever the watcher does, the handler is called once, and its end is what counts. */
final class WatchedHandler<T> {

    private final Map<Subject, Call<T>> calls = new ConcurrentHashMap<>();
    private final ThreadLocal<@Nullable Call<T>> callOfThread = new ThreadLocal<>();
    private final Consumer<Throwable> problems;

    /** The very change, or the first of many, that a call is about. */
    private record Subject(Change<Item> change) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Subject subject && subject.change == change;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(change);
        }
    }

    private WatchedHandler(Consumer<Throwable> problems) {
        this.problems = problems;
    }

    /**
     * @param watch puts the watcher around a handler
     * @param problems learns what watchers throw
     * @throws ClassCastException if the watcher makes another kind of handler of it
     */
    static Handler of(Handler handler, UnaryOperator<Handler> watch, Consumer<Throwable> problems) {
        return handler instanceof BatchHandler many
                ? many(many, watch, new WatchedHandler<>(problems))
                : single((RecordHandler) handler, watch, new WatchedHandler<>(problems));
    }

    private static RecordHandler single(
            RecordHandler handler, UnaryOperator<Handler> watch, WatchedHandler<Boolean> watched) {
        RecordHandler inner = change -> watched.end(change, () -> call(handler, change));
        RecordHandler watching = RecordHandler.class.cast(watch.apply(inner));
        return change -> watched.run(change, () -> call(handler, change), () -> call(watching, change));
    }

    private static boolean call(RecordHandler handler, Change<Item> change) throws Exception {
        handler.handle(change);
        return true;
    }

    private static BatchHandler many(
            BatchHandler handler,
            UnaryOperator<Handler> watch,
            WatchedHandler<Map<SequenceNumber, Throwable>> watched) {
        BatchHandler inner = changes -> watched.end(changes.get(0), () -> handler.handle(changes));
        BatchHandler watching = BatchHandler.class.cast(watch.apply(inner));
        return changes -> watched.run(changes.get(0), () -> handler.handle(changes), () -> watching.handle(changes));
    }

    /** What the watcher calls, in whatever thread or with whatever change. Out of any call nothing is known. */
    private T end(Change<Item> change, Callable<T> handler) throws Exception {
        Call<T> ofChange = calls.get(new Subject(change));
        Call<T> call = ofChange == null ? callOfThread.get() : ofChange;
        return call == null ? handler.call() : call.end();
    }

    private T run(Change<Item> change, Callable<T> handler, Callable<T> watching) throws Exception {
        Subject subject = new Subject(change);
        Call<T> call = new Call<>(handler);
        Call<T> outer = callOfThread.get();
        calls.put(subject, call);
        callOfThread.set(call);
        try {
            watching.call();
        } catch (Throwable e) {
            if (!call.failedWith(e)) {
                problems.accept(e);
            }
        } finally {
            calls.remove(subject);
            callOfThread.set(outer);
        }
        return call.end();
    }

    /** One call, made when its end is asked for first. */
    private static final class Call<T> {

        private final Callable<T> handler;
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Callable<T> end;
        private volatile @Nullable Throwable failure;

        Call(Callable<T> handler) {
            this.handler = handler;
        }

        boolean failedWith(Throwable e) {
            return failure == e;
        }

        T end() throws Exception {
            lock.lock();
            try {
                Callable<T> known = end == null ? made() : end;
                end = known;
                return known.call();
            } finally {
                lock.unlock();
            }
        }

        private Callable<T> made() {
            try {
                T result = handler.call();
                return () -> result;
            } catch (Throwable e) {
                failure = e;
                return () -> Call.<RuntimeException, T>thrown(e);
            }
        }

        @SuppressWarnings("unchecked")
        private static <E extends Throwable, R> R thrown(Throwable e) throws E {
            throw (E) e;
        }
    }
}
