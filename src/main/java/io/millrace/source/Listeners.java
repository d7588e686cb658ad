package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.EscapedException;
import io.millrace.mapping.DiscardedBatch;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls several listeners, one after the other. What one of them throws harms neither the lane nor the others. */
final class Listeners implements EventSourceListener {

    private static final Logger log = LoggerFactory.getLogger(EventSourceListener.class);

    private final List<Guarded> listeners;

    Listeners(List<EventSourceListener> listeners) {
        this.listeners = listeners.stream().map(Guarded::new).toList();
    }

    @Override
    public void filtered(ShardName shard, DynamodbStreamRecord record) {
        tell(listener -> listener.filtered(shard, record));
    }

    @Override
    public void waiting(ShardName shard, DynamodbStreamRecord record) {
        tell(listener -> listener.waiting(shard, record));
    }

    @Override
    public void delivering(ShardName shard, List<DynamodbStreamRecord> records, int deliveries) {
        List<DynamodbStreamRecord> batch = Collections.unmodifiableList(records);
        tell(listener -> listener.delivering(shard, batch, deliveries));
    }

    @Override
    public void delivered(ShardName shard, List<DynamodbStreamRecord> records, int from, @Nullable Throwable failure) {
        List<DynamodbStreamRecord> batch = Collections.unmodifiableList(records);
        tell(listener -> listener.delivered(shard, batch, from, failure));
    }

    @Override
    public void discarded(ShardName shard, DiscardedBatch batch) {
        tell(listener -> listener.discarded(shard, batch));
    }

    @Override
    public void notDiscarded(ShardName shard, DiscardedBatch batch, Throwable failure) {
        tell(listener -> listener.notDiscarded(shard, batch, failure));
    }

    @Override
    public void broken(ShardName shard, Throwable failure) {
        tell(listener -> listener.broken(shard, failure));
    }

    @Override
    public void changed(ShardName shard) {
        tell(listener -> listener.changed(shard));
    }

    private void tell(Consumer<EventSourceListener> event) {
        listeners.forEach(listener -> listener.tell(event));
    }

    /** One of them, and whether the log has its failure. */
    private static final class Guarded {

        private final EventSourceListener listener;
        private final AtomicBoolean logged = new AtomicBoolean();

        Guarded(EventSourceListener listener) {
            this.listener = listener;
        }

        void tell(Consumer<EventSourceListener> event) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                failed(e);
            }
        }

        private void failed(Throwable e) {
            String name = listener.getClass().getName();
            if (logged.getAndSet(true)) {
                log.debug("The EventSourceListener {} failed again", name, EscapedException.of(e));
            } else {
                log.warn(
                        "The EventSourceListener {} failed, which changes nothing else. Further failures of it are logged at DEBUG",
                        name,
                        EscapedException.of(e));
            }
        }
    }
}
