package io.millrace.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls handlers, and calls them again as their policies say. */
final class Attempts {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Sleeper sleeper;
    private final CompletedWork completed;
    private final Deadline deadline;
    private final Progress progress;

    Attempts(Sleeper sleeper, CompletedWork completed, Deadline deadline, Progress progress) {
        this.sleeper = sleeper;
        this.completed = completed;
        this.deadline = deadline;
        this.progress = progress;
    }

    /** Takes a record through its next step. Returns whether it may go on to the one after. */
    boolean single(Work work, RecordHandler handler) {
        Step step = work.next();
        if (completed.contains(step, work)) {
            return advance(work);
        }
        Iterator<Duration> waits = step.policy().retry().waits();
        for (int attempt = 1; ; attempt++) {
            try {
                handler.handle(work.change);
                return advance(work);
            } catch (Throwable e) {
                Verdict verdict = verdict(Failure.of(work.change, step, attempt, e), step, waits);
                if (verdict != Verdict.AGAIN) {
                    return giveUp(work, step, attempt, e, verdict);
                }
            }
        }
    }

    /** Takes records through the next step of them all; those that may not go on stay where they are. */
    void batch(Step step, BatchHandler handler, List<Work> works) {
        List<Work> left = new ArrayList<>(works);
        left.removeIf(work -> completed.contains(step, work) && advance(work));
        Iterator<Duration> waits = step.policy().retry().waits();
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            BatchCall call = BatchCall.of(handler, left);
            Verdict verdict =
                    call.failures().isEmpty() ? Verdict.BY_POLICY : verdict(call.first(step, attempt), step, waits);
            call.settled().forEach(Attempts::advance);
            if (verdict != Verdict.AGAIN) {
                giveUp(call, step, attempt, verdict);
                return;
            }
            left = call.unsettled();
        }
    }

    private void giveUp(BatchCall call, Step step, int attempt, Verdict verdict) {
        if (verdict.skips(step)) {
            call.failures().forEach((work, cause) -> progress.skipped(work, step, attempt, cause));
            call.unsettled().forEach(Attempts::advance);
        } else {
            call.reported().forEach((work, cause) -> progress.failed(work.index, step, attempt, cause));
        }
    }

    private static boolean advance(Work work) {
        work.advance();
        return true;
    }

    /** What comes after a failed attempt. */
    private enum Verdict {
        /** Another attempt. */
        AGAIN,
        /** That was the last attempt: what then is for the policy to say. */
        BY_POLICY,
        /** There is no time for the attempts that are left: the record comes again, whatever the policy. */
        STOP;

        boolean skips(Step step) {
            return this == BY_POLICY && step.policy().onFailure() == OnFailure.SKIP;
        }
    }

    /** Waits where another attempt is to be made. A broken virtual machine is not for us to judge. */
    private Verdict verdict(Failure failure, Step step, Iterator<Duration> waits) {
        if (failure.cause() instanceof VirtualMachineError broken) {
            throw broken;
        }
        if (failure.cause() instanceof InterruptedException) {
            return interrupted();
        }
        if (!step.policy().retry().covers(failure.cause()) || !waits.hasNext()) {
            return Verdict.BY_POLICY;
        }
        Duration wait = waits.next();
        return deadline.allows(wait) ? sleep(failure, wait) : Verdict.STOP;
    }

    private Verdict sleep(Failure failure, Duration wait) {
        log.info("{}, again in {} ms", failure, wait.toMillis());
        try {
            sleeper.sleep(wait);
            return Verdict.AGAIN;
        } catch (InterruptedException e) {
            return interrupted();
        }
    }

    private static Verdict interrupted() {
        Thread.currentThread().interrupt();
        return Verdict.STOP;
    }

    private boolean giveUp(Work work, Step step, int attempt, Throwable cause, Verdict verdict) {
        if (verdict.skips(step)) {
            progress.skipped(work, step, attempt, cause);
            return advance(work);
        }
        progress.failed(work.index, step, attempt, cause);
        return false;
    }
}
