package io.millrace.dispatch;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls several listeners, one after the other. What one of them throws is logged, and affects neither the caller nor the others.
 *
 * @param <L> the listeners' interface
 */
public final class Listeners<L> {

    private final Class<L> type;
    private final List<Guarded<L>> guarded;

    /**
     * @param listeners in the order in which they are called
     */
    public Listeners(Class<L> type, List<L> listeners) {
        this(type, listeners.stream().map(listener -> new Guarded<>(type, listener)));
    }

    private Listeners(Class<L> type, Stream<Guarded<L>> guarded) {
        this.type = type;
        this.guarded = guarded.toList();
    }

    /** These, and another one before them. */
    public Listeners<L> after(L first) {
        return new Listeners<>(type, Stream.concat(Stream.of(new Guarded<>(type, first)), guarded.stream()));
    }

    boolean isEmpty() {
        return guarded.isEmpty();
    }

    /** Tells each of an event. */
    public void tell(Consumer<L> event) {
        guarded.forEach(one -> one.tell(event));
    }

    /** A listener, and whether the log has its failure. */
    private record Guarded<L>(Class<L> type, L listener, AtomicBoolean logged) {

        Guarded(Class<L> type, L listener) {
            this(type, listener, new AtomicBoolean());
        }

        void tell(Consumer<L> event) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                Broken.throwIfUnusable(e);
                failed(LoggerFactory.getLogger(type), Tellable.of(e));
            }
        }

        private void failed(Logger log, Throwable e) {
            String name = listener.getClass().getName();
            if (logged.getAndSet(true)) {
                log.debug("The {} {} failed again", type.getSimpleName(), name, e);
            } else {
                log.warn(
                        "The {} {} failed, which changes nothing else. Further failures of it are logged at DEBUG",
                        type.getSimpleName(),
                        name,
                        e);
            }
        }
    }
}
