package io.millrace.dispatch;

import io.millrace.change.Printable;
import io.millrace.change.SequenceNumber;
import io.millrace.dispatch.DispatchListener.BatchEnded;
import io.millrace.dispatch.DispatchListener.Call;
import io.millrace.dispatch.DispatchListener.CallFailed;
import io.millrace.dispatch.DispatchListener.Claim;
import io.millrace.dispatch.DispatchListener.ClaimDelayed;
import io.millrace.dispatch.DispatchListener.Claimed;
import io.millrace.dispatch.DispatchListener.Completed;
import io.millrace.dispatch.DispatchListener.HeldBack;
import io.millrace.dispatch.DispatchListener.OutOfTime;
import io.millrace.dispatch.DispatchListener.RecordFailed;
import io.millrace.dispatch.DispatchListener.Retry;
import io.millrace.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** Reports what happens to one batch. It makes no event of what succeeds when only the log listens. Any thread may call. */
final class Reporter {

    private final DispatchListener.Batch batch;
    private final Listeners<DispatchListener> listeners;
    private final boolean watched;
    private final InstantSource steady;
    private final Deadline deadline;
    private final Instant begun;
    private final AtomicBoolean outOfTime = new AtomicBoolean();
    private final AtomicBoolean claimDelayed = new AtomicBoolean();

    /** Reports how a call ends. */
    @FunctionalInterface
    interface CallReport {

        CallReport NONE = (failures, heldBack) -> {};

        void ended(Map<Work, Throwable> failures, Map<Work, Throwable> heldBack);
    }

    /**
     * @param others who listen besides the log
     */
    Reporter(
            DispatchListener.Batch batch,
            DispatchLog log,
            Listeners<DispatchListener> others,
            InstantSource steady,
            Deadline deadline) {
        this.batch = batch;
        this.listeners = others.after(log);
        this.watched = !others.isEmpty();
        this.steady = steady;
        this.deadline = deadline;
        this.begun = steady.instant();
    }

    void begun() {
        tell(DispatchListener::batchBegun, batch);
    }

    void ended(BatchResult result) {
        tell(DispatchListener::batchEnded, new BatchEnded(batch, result, since(begun)));
    }

    /** An interruption that a listener leaves behind is cleared: it would end the handler's call or the wait that follows. */
    private <E> void tell(BiConsumer<DispatchListener, E> method, E event) {
        listeners.tell(listener -> method.accept(listener, event));
        if (watched) {
            HandlerCall.endInterruption(deadline);
        }
    }

    private Duration since(Instant start) {
        return Duration.between(start, steady.instant());
    }

    /** Reports that a handler is about to be called, unless no handler is: a record that fails before. */
    CallReport attempt(RetryState retries, Work work) {
        return isHeard(retries.step()) ? attemptAll(retries, List.of(work)) : CallReport.NONE;
    }

    /** The same for a call for many records. */
    CallReport attempt(RetryState retries, List<Work> works) {
        return isHeard(retries.step()) ? attemptAll(retries, works) : CallReport.NONE;
    }

    private boolean isHeard(Step step) {
        return watched && !step.name().isEmpty();
    }

    private CallReport attemptAll(RetryState retries, List<Work> works) {
        Step step = retries.step();
        Call call = new Call(batch, step.route(), step.name(), numbers(works), retries.attempts() + 1);
        tell(DispatchListener::attempt, call);
        Instant start = steady.instant();
        return (failures, heldBack) -> ended(call, since(start), failures, heldBack);
    }

    private void ended(Call call, Duration duration, Map<Work, Throwable> failures, Map<Work, Throwable> heldBack) {
        if (failures.isEmpty()) {
            tell(DispatchListener::completed, new Completed(call, duration));
            return;
        }
        Map<SequenceNumber, Throwable> causes = new LinkedHashMap<>();
        failures.forEach((work, cause) -> causes.put(work.sequenceNumber(), Tellable.of(cause)));
        heldBack.forEach((work, cause) -> causes.put(work.sequenceNumber(), Tellable.of(cause)));
        tell(DispatchListener::failed, new CallFailed(call, duration, Collections.unmodifiableMap(causes)));
        if (!heldBack.isEmpty()) {
            tell(DispatchListener::heldBack, new HeldBack(call, numbers(heldBack.keySet())));
        }
    }

    private static List<SequenceNumber> numbers(Collection<Work> works) {
        return works.stream().map(Work::sequenceNumber).toList();
    }

    void retry(Failure failure, Duration wait) {
        tell(DispatchListener::retry, new Retry(batch, failure, wait));
    }

    void stopped(Work work, Failure failure, Optional<Throwable> notStored) {
        tell(DispatchListener::stopped, failed(work, failure, notStored.map(Tellable::of)));
    }

    void skipped(Work work, Failure failure) {
        tell(DispatchListener::skipped, failed(work, failure, Optional.empty()));
    }

    void deadLettered(Work work, Failure failure) {
        tell(DispatchListener::deadLettered, failed(work, failure, Optional.empty()));
    }

    private RecordFailed failed(Work work, Failure failure, Optional<Throwable> notStored) {
        WorkId id = new WorkId(batch.table(), failure.route(), failure.handler(), work.recordId());
        return new RecordFailed(batch, id, Printable.shortened(work.record().getEventName()), failure, notStored);
    }

    /** Reports a claim that is decided, and returns it. */
    Claim claimed(WorkId work, Claim claim) {
        if (watched) {
            tell(DispatchListener::claimed, new Claimed(batch, work, claim));
        }
        return claim;
    }

    void claimDelayed(WorkId work, Lease holder) {
        if (claimDelayed.compareAndSet(false, true)) {
            tell(DispatchListener::claimDelayed, new ClaimDelayed(batch, work, holder));
        }
    }

    void outOfTime(SequenceNumber next) {
        if (outOfTime.compareAndSet(false, true)) {
            tell(DispatchListener::outOfTime, new OutOfTime(batch, next));
        }
    }
}
