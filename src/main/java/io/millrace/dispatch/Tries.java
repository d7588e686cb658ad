package io.millrace.dispatch;

import io.millrace.change.SequenceNumber;
import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts of one call: counts them, waits between them, and says when to give up. */
final class Tries {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Step step;
    private final Time time;
    private final Deadline deadline;
    private final Iterator<Duration> waits;
    private int attempts;
    private @Nullable Instant first;

    /**
     * @param before what earlier deliveries have tried
     */
    Tries(Step step, Time time, Deadline deadline, Optional<Tried> before) {
        this(step, time, deadline, step.policy().retry().waits());
        before.ifPresent(this::goOn);
    }

    private Tries(Step step, Time time, Deadline deadline, Iterator<Duration> waits) {
        this.step = step;
        this.time = time;
        this.deadline = deadline;
        this.waits = waits;
    }

    private void goOn(Tried before) {
        attempts = before.attempts();
        first = before.first();
        for (int i = 0; i < attempts && waits.hasNext(); i++) {
            waits.next();
        }
    }

    /** As many attempts made, and each further one the last. */
    Tries withoutWaits() {
        Tries last = new Tries(step, time, deadline, Collections.emptyIterator());
        last.attempts = attempts;
        last.first = first;
        return last;
    }

    /** Notes that an attempt failed, and waits where another is to be made. */
    AfterFailure failed(SequenceNumber record, Throwable cause) {
        attempts++;
        first = first == null ? time.clock().instant() : first;
        if (HandlerCall.isOfStop(cause, deadline)) {
            return interrupted();
        }
        if (!step.policy().retry().covers(cause) || !waits.hasNext()) {
            return AfterFailure.BY_POLICY;
        }
        Duration wait = waits.next();
        return deadline.allows(wait) ? sleep(failure(record, cause), wait) : AfterFailure.STOP;
    }

    private AfterFailure sleep(Failure failure, Duration wait) {
        log.info("{}, again in {} ms", failure, wait.toMillis());
        try {
            time.sleeper().sleep(wait);
            return AfterFailure.AGAIN;
        } catch (InterruptedException e) {
            return interrupted();
        }
    }

    private AfterFailure interrupted() {
        HandlerCall.keepInterruption(deadline);
        return AfterFailure.STOP;
    }

    /** What later deliveries are to know, once an attempt has failed. */
    Tried tried() {
        return new Tried(attempts, times().first());
    }

    Step step() {
        return step;
    }

    Failure failure(SequenceNumber record, Throwable cause) {
        return new Failure(record, step.route(), step.name(), attempts, cause);
    }

    /** When attempts failed; the last one just now. */
    DeadLetter.Failed times() {
        Instant last = time.clock().instant();
        return new DeadLetter.Failed(first == null ? last : first, last);
    }
}
