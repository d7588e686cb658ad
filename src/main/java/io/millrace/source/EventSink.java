package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.change.EscapedException;
import io.millrace.time.Time;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What sources deliver to.
 *
 * @param function called as Lambda does, by several threads
 * @param destination for discarded batches
 * @param checkpoints where it is kept how far shards are done
 */
public record EventSink(
        Function<DynamodbEvent, StreamsEventResponse> function,
        Destination destination,
        Checkpoints checkpoints,
        Listeners listeners,
        Time time) {

    /** Calls several listeners, one after the other. What one of them throws harms neither the lane nor the others. */
    public static final class Listeners {

        private static final Logger log = LoggerFactory.getLogger(EventSourceListener.class);

        private final List<Guarded> guarded;

        /** A listener, and whether the log has its failure. */
        private record Guarded(EventSourceListener listener, AtomicBoolean logged) {

            Guarded(EventSourceListener listener) {
                this(listener, new AtomicBoolean());
            }

            void tell(Consumer<EventSourceListener> event) {
                try {
                    event.accept(listener);
                } catch (Throwable e) {
                    failed(listener.getClass().getName(), EscapedException.of(e));
                }
            }

            private void failed(String name, Throwable e) {
                if (logged.getAndSet(true)) {
                    log.debug("The EventSourceListener {} failed again", name, e);
                } else {
                    log.warn(
                            "The EventSourceListener {} failed, which changes nothing else. Further failures of it are logged at DEBUG",
                            name,
                            e);
                }
            }
        }

        /**
         * @param listeners in the order in which they are called
         */
        public Listeners(List<EventSourceListener> listeners) {
            this(listeners.stream().map(Guarded::new));
        }

        private Listeners(Stream<Guarded> guarded) {
            this.guarded = guarded.toList();
        }

        /** These, and another one before them. */
        Listeners after(EventSourceListener first) {
            return new Listeners(Stream.concat(Stream.of(new Guarded(first)), guarded.stream()));
        }

        void tell(Consumer<EventSourceListener> event) {
            guarded.forEach(one -> one.tell(event));
        }
    }
}
