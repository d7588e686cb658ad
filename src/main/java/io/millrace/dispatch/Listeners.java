package io.millrace.dispatch;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls several listeners, one after the other. What one of them throws affects neither the batch nor the others. */
public final class Listeners {

    private static final Logger log = LoggerFactory.getLogger(DispatchListener.class);

    private final List<Guarded> guarded;

    /**
     * @param listeners in the order in which they are called
     */
    public Listeners(List<DispatchListener> listeners) {
        this(listeners.stream().map(Guarded::new));
    }

    private Listeners(Stream<Guarded> guarded) {
        this.guarded = guarded.toList();
    }

    /** These, and another one before them. */
    Listeners after(DispatchListener first) {
        return new Listeners(Stream.concat(Stream.of(new Guarded(first)), guarded.stream()));
    }

    boolean isEmpty() {
        return guarded.isEmpty();
    }

    void tell(Consumer<DispatchListener> event) {
        guarded.forEach(one -> one.tell(event));
    }

    /** A listener, and whether the log has its failure. */
    private record Guarded(DispatchListener listener, AtomicBoolean logged) {

        Guarded(DispatchListener listener) {
            this(listener, new AtomicBoolean());
        }

        void tell(Consumer<DispatchListener> event) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                Broken.throwIfUnusable(e);
                failed(listener.getClass().getName(), Tellable.of(e));
            }
        }

        private void failed(String name, Throwable e) {
            if (logged.getAndSet(true)) {
                log.debug("The DispatchListener {} failed again", name, e);
            } else {
                log.warn(
                        "The DispatchListener {} failed, which changes nothing else. Further failures of it are logged at DEBUG",
                        name,
                        e);
            }
        }
    }
}
