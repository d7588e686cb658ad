package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.handler.Handler;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners, one after the other. What one of them throws harms neither the batch nor the others. */
final class Listeners implements DispatchListener {

    private static final Logger log = LoggerFactory.getLogger(DispatchListener.class);

    private final List<Guarded> listeners;

    Listeners(List<DispatchListener> listeners) {
        this.listeners = listeners.stream().map(Guarded::new).toList();
    }

    @Override
    public Handler watch(String table, String route, String name, Handler handler) {
        Handler watched = handler;
        for (int i = listeners.size() - 1; i >= 0; i--) {
            watched = listeners.get(i).watch(table, route, name, watched);
        }
        return watched;
    }

    @Override
    public void ended(String table, List<DynamodbStreamRecord> batch, BatchResult result) {
        List<DynamodbStreamRecord> records = Collections.unmodifiableList(batch);
        listeners.forEach(listener -> listener.ended(table, records, result));
    }

    /** One of them, and whether it was said that it fails. */
    private static final class Guarded implements DispatchListener {

        private final DispatchListener listener;
        private final AtomicBoolean told = new AtomicBoolean();

        Guarded(DispatchListener listener) {
            this.listener = listener;
        }

        @Override
        public Handler watch(String table, String route, String name, Handler handler) {
            try {
                return WatchedHandler.of(handler, inner -> listener.watch(table, route, name, inner), this::failed);
            } catch (Throwable e) {
                failed(e);
                return handler;
            }
        }

        @Override
        public void ended(String table, List<DynamodbStreamRecord> batch, BatchResult result) {
            try {
                listener.ended(table, batch, result);
            } catch (Throwable e) {
                failed(e);
            }
        }

        private void failed(Throwable thrown) {
            Broken.throwIfUnusable(thrown);
            Throwable e = Tellable.of(thrown);
            if (told.getAndSet(true)) {
                log.debug(
                        "The DispatchListener {} failed again",
                        listener.getClass().getName(),
                        e);
            } else {
                log.warn(
                        "The DispatchListener {} failed, which changes nothing else. Further failures of it are logged at DEBUG",
                        listener.getClass().getName(),
                        e);
            }
        }
    }
}
