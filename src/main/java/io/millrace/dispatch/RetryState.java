package io.millrace.dispatch;

import io.millrace.change.SequenceNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The attempts of one call so far, and whether its policy and the deadline allow another. */
final class RetryState {

    private final Step step;
    private final Batch delivery;
    private final Iterator<Duration> waits;
    private int attempts;
    private @Nullable Instant first;

    /**
     * @param before the attempts of earlier deliveries
     */
    RetryState(Step step, Batch delivery, Optional<Tried> before) {
        this(step, delivery, step.policy().retry().waits());
        before.ifPresent(this::goOn);
    }

    private RetryState(Step step, Batch delivery, Iterator<Duration> waits) {
        this.step = step;
        this.delivery = delivery;
        this.waits = waits;
    }

    private void goOn(Tried before) {
        attempts = before.attempts();
        first = before.first();
        for (int i = 0; i < attempts && waits.hasNext(); i++) {
            waits.next();
        }
    }

    /** The same number of attempts, but each further one is the last. */
    RetryState withoutWaits() {
        RetryState last = new RetryState(step, delivery, Collections.emptyIterator());
        last.attempts = attempts;
        last.first = first;
        return last;
    }

    /** Counts a failed attempt, and waits if another follows. */
    AfterFailure failed(SequenceNumber record, Throwable cause) {
        attempts++;
        first = first == null ? delivery.time().clock().instant() : first;
        if (HandlerCall.isOfStop(cause, delivery.deadline())) {
            return interrupted();
        }
        if (!step.policy().retry().covers(cause) || !waits.hasNext()) {
            return AfterFailure.BY_POLICY;
        }
        Duration wait = waits.next();
        return delivery.deadline().allows(wait) ? sleep(failure(record, cause), wait) : AfterFailure.STOP;
    }

    private AfterFailure sleep(Failure failure, Duration wait) {
        delivery.reporter().retry(failure, wait);
        try {
            delivery.time().sleeper().sleep(wait);
            return AfterFailure.AGAIN;
        } catch (InterruptedException e) {
            return interrupted();
        }
    }

    private AfterFailure interrupted() {
        HandlerCall.keepInterruption(delivery.deadline());
        return AfterFailure.STOP;
    }

    /** What later deliveries continue with. */
    Tried tried() {
        return new Tried(attempts, times().first());
    }

    Step step() {
        return step;
    }

    /** How many attempts have failed. */
    int attempts() {
        return attempts;
    }

    Failure failure(SequenceNumber record, Throwable cause) {
        return new Failure(record, step.route(), step.name(), attempts, cause);
    }

    /** The times of the first failed attempt and of the last, which is now. */
    DeadLetter.Failed times() {
        Instant last = delivery.time().clock().instant();
        return new DeadLetter.Failed(first == null ? last : first, last);
    }
}
