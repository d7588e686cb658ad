package io.millrace.dispatch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Calls handlers for many records, and calls them again as their policies say. */
final class BatchAttempts {

    private final Delivery delivery;
    private final Claims claims;
    private final LastResort lastResort;
    private final Progress progress;
    private final Attempts attempts;

    BatchAttempts(Delivery delivery, Claims claims, LastResort lastResort, Progress progress, Attempts attempts) {
        this.delivery = delivery;
        this.claims = claims;
        this.lastResort = lastResort;
        this.progress = progress;
        this.attempts = attempts;
    }

    /** Takes records, or the first of them, through the next step of them all; those that may not go on stay where they are. */
    void batch(Step step, BatchHandler handler, List<Work> works) {
        List<Work> call = alike(step, claimed(step, works));
        if (!call.isEmpty() && attempts.hasTime(step, call.get(0))) {
            run(attempts.tries(step, call.get(0)), handler, call);
        }
    }

    /**
     * What of these is to be done now: up to where another delivery has one in hand, unless that is the first. To wait for
     * it with others in hand, for which that delivery may wait, would keep both until the end.
     */
    private List<Work> claimed(Step step, List<Work> works) {
        List<Work> claimed = new ArrayList<>();
        for (Work work : works) {
            Optional<Claim> claim = attempts.claim(step, work, claimed.isEmpty());
            if (claim.isEmpty() || claim.get() == Claim.HELD) {
                return claimed;
            }
            if (claim.get() == Claim.DONE) {
                work.advanceAsRemembered();
            } else {
                claimed.add(work);
            }
        }
        return claimed;
    }

    /**
     * As many from the first on as have been tried as often as that one, so that none is given up before its last attempt,
     * and no more than may go into its call.
     */
    private List<Work> alike(Step step, List<Work> works) {
        if (works.isEmpty() || claims.tried().isEmpty()) {
            return works;
        }
        int first = tried(step, works.get(0));
        int most = Math.min(works.size(), claims.tried().most(step, works.get(0)));
        int size = 1;
        while (size < most && tried(step, works.get(size)) == first) {
            size++;
        }
        return works.subList(0, size);
    }

    private int tried(Step step, Work work) {
        return claims.tried().of(step, work).map(Tried::attempts).orElse(0);
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
        if (LastResort.applies(verdict, tries.step())
                && call.whole()
                && call.unsettled().size() > 1) {
            bisect(tries, handler, call);
            return;
        }
        Set<Work> passed = new HashSet<>(lastResort.giveUp(call, tries, verdict));
        if (!passed.isEmpty()) {
            complete(tries.step(), call.settledBy(passed));
            List<Work> freed = call.freedBy(passed);
            runLater(freed.isEmpty() ? tries : attempts.tries(tries.step(), freed.get(0)), handler, freed);
        }
    }

    /** Finds the records that make a call fail as a whole, so that no other is given up with them. */
    private void bisect(Tries tries, BatchHandler handler, BatchCall call) {
        List<Work> works = call.unsettled();
        claims.tried().noteTogether(tries.step(), works, tries.tried());
        if (delivery.deadline().isOver()) {
            lastResort.giveUp(call, tries, Verdict.STOP);
            return;
        }
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
        works.forEach(Work::advance);
    }
}
