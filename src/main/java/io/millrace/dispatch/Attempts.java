package io.millrace.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        return switch (claim(step, work)) {
            case DONE -> advance(work);
            case UNKNOWN -> false;
            case MINE -> run(new Tries(step, delivery.time(), delivery.deadline()), work, handler);
        };
    }

    private enum Claim {
        MINE,
        DONE,
        UNKNOWN
    }

    private Claim claim(Step step, Work work) {
        try {
            return claims.isDone(step, work) ? Claim.DONE : Claim.MINE;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            progress.stopped(work, new Failure(work.sequenceNumber(), step.route(), step.name(), 0, e));
            return Claim.UNKNOWN;
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

    private static @Nullable Throwable failure(Work work, RecordHandler handler) {
        try {
            handler.handle(work.change());
            return null;
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
        run(new Tries(step, delivery.time(), delivery.deadline()), handler, claimed(step, works));
    }

    private List<Work> claimed(Step step, List<Work> works) {
        List<Work> claimed = new ArrayList<>();
        for (Work work : works) {
            Claim claim = claim(step, work);
            if (claim == Claim.UNKNOWN) {
                return claimed;
            }
            if (claim == Claim.MINE || !advance(work)) {
                claimed.add(work);
            }
        }
        return claimed;
    }

    private void run(Tries tries, BatchHandler handler, List<Work> works) {
        List<Work> left = works;
        while (!left.isEmpty()) {
            BatchCall call = BatchCall.of(handler, left);
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
            bisect(tries.withoutWaits(), handler, call.unsettled());
        } else {
            List<Work> passed = lastResort.giveUp(call.failures(), tries, verdict);
            complete(tries.step(), call.settledBy(passed));
        }
    }

    /** Finds the records that make a call fail as a whole, so that no other is given up with them. */
    private void bisect(Tries tries, BatchHandler handler, List<Work> works) {
        int half = works.size() / 2;
        run(tries, handler, works.subList(0, half));
        List<Work> others = works.subList(half, works.size()).stream()
                .filter(work -> work.index < progress.limit())
                .toList();
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
