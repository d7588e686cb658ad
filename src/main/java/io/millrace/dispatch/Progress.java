package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.SequenceNumber;
import io.millrace.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The progress of one batch. Any thread may call. */
final class Progress {

    private static final int MOST_SUPPRESSED = 10;

    private final List<DynamodbStreamRecord> batch;
    private final Reporter reporter;
    private final List<Failure> stopped = new ArrayList<>();
    private final List<Failure> skipped = new ArrayList<>();
    private final List<Failure> deadLettered = new ArrayList<>();
    private volatile int limit;

    /** @throws MalformedRecordException if a record has no sequence number */
    Progress(List<DynamodbStreamRecord> batch, Reporter reporter) {
        this.batch = batch;
        this.reporter = reporter;
        this.limit = batch.size();
        batch.forEach(SequenceNumber::of);
    }

    /** Records from this place on are no longer started. */
    int limit() {
        return limit;
    }

    /** Stops the batch at a record whose last attempt failed. */
    void stopped(Work work, Failure failure) {
        stopped(work, failure, Optional.empty());
    }

    /** Notes that the record could not be stored as a dead letter, so that it stops the batch. */
    void unkept(Work work, Failure failure, Throwable reason) {
        suppress(failure.cause(), reason);
        stopped(work, failure, Optional.of(reason));
    }

    private void stopped(Work work, Failure failure, Optional<Throwable> notStored) {
        synchronized (this) {
            stopped.add(failure);
            limit = Math.min(limit, work.index);
        }
        reporter.stopped(work, failure, notStored);
    }

    /** Notes that the record continues as if the step did not exist. */
    void skipped(Work work, Failure failure) {
        synchronized (this) {
            skipped.add(failure);
            work.passOver();
        }
        reporter.skipped(work, failure);
    }

    /** Notes that the record is stored as a dead letter and continues. */
    void deadLettered(Work work, Failure failure) {
        synchronized (this) {
            deadLettered.add(failure);
            work.passOver();
        }
        reporter.deadLettered(work, failure);
    }

    /** A handler may throw the same object each time, so the number is limited. */
    private static void suppress(Throwable cause, Throwable reason) {
        if (cause != reason && cause.getSuppressed().length < MOST_SUPPRESSED) {
            cause.addSuppressed(reason);
        }
    }

    /** Returns whether there is time to start the record; if not, stops the batch there. */
    boolean inTime(Deadline deadline, Work work) {
        if (deadline.isOver()) {
            outOfTime(work.index);
            return false;
        }
        return true;
    }

    private void outOfTime(int index) {
        synchronized (this) {
            if (index >= limit) {
                return;
            }
            limit = index;
        }
        reporter.outOfTime(sequenceNumber(index));
    }

    /** Stops the batch behind a completed record. */
    synchronized void stopBehind(Work work) {
        limit = Math.min(limit, work.index + 1);
    }

    private SequenceNumber sequenceNumber(int index) {
        return new SequenceNumber(batch.get(index).getDynamodb().getSequenceNumber());
    }

    synchronized BatchResult result(List<Work> works) {
        return new BatchResult(
                batch.size(),
                done(works),
                (int) works.stream().filter(work -> work.steps().isEmpty()).count(),
                new BatchResult.Failed(List.copyOf(stopped), List.copyOf(skipped), List.copyOf(deadLettered)),
                stoppedAt(works));
    }

    private BatchResult.Done done(List<Work> works) {
        Tally handled = new Tally();
        Tally remembered = new Tally();
        for (Work work : works) {
            for (int i = 0; i < work.stepsDone(); i++) {
                if (!work.isPassedOver(i)) {
                    (work.isRemembered(i) ? remembered : handled)
                            .add(work.steps().get(i));
                }
            }
        }
        return new BatchResult.Done(handled.counts(), remembered.counts());
    }

    private Optional<SequenceNumber> stoppedAt(List<Work> works) {
        return IntStream.range(0, batch.size())
                .filter(index -> !works.get(index).isDone())
                .mapToObj(this::sequenceNumber)
                .min(SequenceNumber::compareTo);
    }
}
