package io.millrace.dispatch;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several listeners, one after the other. What one of them throws harms neither the batch nor the others. */
final class Listeners implements DispatchListener {

    private static final Logger log = LoggerFactory.getLogger(DispatchListener.class);

    private final List<Guarded> listeners;

    Listeners(List<DispatchListener> listeners) {
        this.listeners = listeners.stream()
                .map(listener -> new Guarded(listener, new AtomicBoolean()))
                .toList();
    }

    @Override
    public void batchBegun(Batch batch) {
        tell(listener -> listener.batchBegun(batch));
    }

    @Override
    public void batchEnded(BatchEnded end) {
        tell(listener -> listener.batchEnded(end));
    }

    @Override
    public void attempt(Call call) {
        tell(listener -> listener.attempt(call));
    }

    @Override
    public void completed(Completed call) {
        tell(listener -> listener.completed(call));
    }

    @Override
    public void failed(CallFailed call) {
        tell(listener -> listener.failed(call));
    }

    @Override
    public void heldBack(HeldBack call) {
        tell(listener -> listener.heldBack(call));
    }

    @Override
    public void retry(Retry retry) {
        tell(listener -> listener.retry(retry));
    }

    @Override
    public void stopped(RecordFailed record) {
        tell(listener -> listener.stopped(record));
    }

    @Override
    public void skipped(RecordFailed record) {
        tell(listener -> listener.skipped(record));
    }

    @Override
    public void deadLettered(RecordFailed record) {
        tell(listener -> listener.deadLettered(record));
    }

    @Override
    public void claimed(Claimed claim) {
        tell(listener -> listener.claimed(claim));
    }

    @Override
    public void claimDelayed(ClaimDelayed claim) {
        tell(listener -> listener.claimDelayed(claim));
    }

    @Override
    public void outOfTime(OutOfTime batch) {
        tell(listener -> listener.outOfTime(batch));
    }

    private void tell(Consumer<DispatchListener> event) {
        listeners.forEach(listener -> listener.tell(event));
    }

    /**
     * One of them.
     *
     * @param logged whether it was logged that it fails
     */
    private record Guarded(DispatchListener listener, AtomicBoolean logged) {

        void tell(Consumer<DispatchListener> event) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                failed(e);
            }
        }

        private void failed(Throwable thrown) {
            Broken.throwIfUnusable(thrown);
            Throwable e = Tellable.of(thrown);
            String name = listener.getClass().getName();
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
