package io.millrace.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls handlers, and calls them again as their policies say. Any thread may call. */
final class Attempts {

    private final Delivery delivery;
    private final Claims claims;
    private final LastResort lastResort;
    private final Progress progress;

    Attempts(Delivery delivery, Claims claims, LastResort lastResort, Progress progress) {
        this.delivery = delivery;
        this.claims = claims;
        this.lastResort = lastResort;
        this.progress = progress;
    }

    /** Takes a record through its next step. Returns whether it may go on to the one after. */
    boolean single(Work work, RecordHandler handler) {
        Step step = work.next();
        Optional<Claim> claim = claim(step, work, true);
        if (claim.isEmpty()) {
            return false;
        }
        if (claim.get() == Claim.DONE) {
            return advance(work);
        }
        return hasTime(step, work) && run(new Tries(step, delivery.time(), delivery.deadline()), work, handler);
    }

    /** Asked again where claiming may have taken time. */
    private boolean hasTime(Step step, Work work) {
        return step.policy().remember() != Remember.IN_STORE || progress.inTime(delivery.deadline(), work);
    }

    /** Empty when that can't be known; then the batch stops there. */
    private Optional<Claim> claim(Step step, Work work, boolean waits) {
        try {
            return Optional.of(claims.claim(step, work, waits));
        } catch (Throwable e) {
            Broken.throwIfUnusable(e);
            if (e instanceof InterruptedException) {
                HandlerCall.keepInterruption(delivery.deadline());
            }
            progress.stopped(work, new Failure(work.sequenceNumber(), step.route(), step.name(), 0, e));
            return Optional.empty();
        }
    }

    private boolean run(Tries tries, Work work, RecordHandler handler) {
        while (true) {
            Throwable failure = failure(work, handler);
            if (failure == null) {
                return complete(tries.step(), work);
            }
            Verdict verdict = tries.failed(work.sequenceNumber(), failure);
            if (verdict != Verdict.AGAIN) {
                boolean passed = !lastResort
                        .giveUp(Map.of(work, failure), tries, verdict)
                        .isEmpty();
                return passed && complete(tries.step(), work);
            }
        }
    }

    private @Nullable Throwable failure(Work work, RecordHandler handler) {
        try {
            return HandlerCall.within(delivery.deadline(), () -> {
                handler.handle(work.change());
                return null;
            });
        } catch (Throwable e) {
            return e;
        }
    }

    private boolean complete(Step step, Work work) {
        if (!claims.complete(step, work)) {
            progress.stopBehind(work);
        }
        return advance(work);
    }

    private static boolean advance(Work work) {
        work.advance();
        return true;
    }

    /** Takes records through the next step of them all; those that may not go on stay where they are. */
    void batch(Step step, BatchHandler handler, List<Work> works) {
        List<Work> claimed = claimed(step, works);
        if (!claimed.isEmpty() && hasTime(step, claimed.get(0))) {
            run(new Tries(step, delivery.time(), delivery.deadline()), handler, claimed);
        }
    }

    /**
     * What of these is to be done now: up to where another delivery has one in hand, unless that is the first. To wait for
     * it with others in hand, for which that delivery may wait, would keep both until the end.
     */
    private List<Work> claimed(Step step, List<Work> works) {
        List<Work> claimed = new ArrayList<>();
        for (Work work : works) {
            Optional<Claim> claim = claim(step, work, claimed.isEmpty());
            if (claim.isEmpty() || claim.get() == Claim.HELD) {
                return claimed;
            }
            if (claim.get() == Claim.MINE || !advance(work)) {
                claimed.add(work);
            }
        }
        return claimed;
    }

    private void run(Tries tries, BatchHandler handler, List<Work> works) {
        List<Work> left = works;
        while (!left.isEmpty()) {
            BatchCall call = BatchCall.of(handler, left, delivery.deadline());
            complete(tries.step(), call.settled());
            left = call.unsettled();
            Verdict verdict = left.isEmpty() ? Verdict.BY_POLICY : tries.failed(call.firstRecord(), call.firstCause());
            if (verdict != Verdict.AGAIN) {
                giveUp(tries, handler, call, verdict);
                return;
            }
        }
    }

    private void giveUp(Tries tries, BatchHandler handler, BatchCall call, Verdict verdict) {
        if (!LastResort.applies(verdict, tries.step())) {
            lastResort.giveUp(call.reported(), tries, verdict);
        } else if (call.whole() && call.unsettled().size() > 1) {
            bisect(tries, handler, call);
        } else {
            List<Work> passed = lastResort.giveUp(call.failures(), tries, verdict);
            complete(tries.step(), call.settledBy(passed));
            runLater(new Tries(tries.step(), delivery.time(), delivery.deadline()), handler, call.freedBy(passed));
        }
    }

    /** Finds the records that make a call fail as a whole, so that no other is given up with them. */
    private void bisect(Tries tries, BatchHandler handler, BatchCall call) {
        if (delivery.deadline().isOver()) {
            lastResort.giveUp(call.reported(), tries, Verdict.STOP);
            return;
        }
        List<Work> works = call.unsettled();
        int half = works.size() / 2;
        run(tries.withoutWaits(), handler, works.subList(0, half));
        runLater(tries.withoutWaits(), handler, works.subList(half, works.size()));
    }

    /** What of these may still be started. */
    private void runLater(Tries tries, BatchHandler handler, List<Work> works) {
        List<Work> others =
                works.stream().filter(work -> work.index < progress.limit()).toList();
        if (!others.isEmpty() && progress.inTime(delivery.deadline(), others.get(0))) {
            run(tries, handler, others);
        }
    }

    private void complete(Step step, List<Work> works) {
        if (!claims.complete(step, works)) {
            progress.stopBehind(works.get(works.size() - 1));
        }
        works.forEach(Attempts::advance);
    }
}
