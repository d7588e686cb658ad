package io.millrace.dispatch;

import io.millrace.dispatch.DispatchListener.Claim;
import io.millrace.handler.BatchHandler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Calls handlers for many records, and retries as their policies say. */
final class BatchAttempts {

    /** Works that are still to be handled in one call. */
    private record Part(RetryState retries, List<Work> works) {}

    private final Batch delivery;
    private final Claims claims;
    private final GivingUp givingUp;
    private final Progress progress;
    private final Attempts attempts;

    BatchAttempts(Batch delivery, Claims claims, GivingUp givingUp, Progress progress, Attempts attempts) {
        this.delivery = delivery;
        this.claims = claims;
        this.givingUp = givingUp;
        this.progress = progress;
        this.attempts = attempts;
    }

    /**
     * Runs the next step for waiting records, or for the first of them.
     *
     * @param waiting have the same next step; those taken are removed
     * @return the works taken, whether or not they may continue
     */
    List<Work> batch(Step step, BatchHandler handler, TreeSet<Work> waiting) {
        List<Work> taken = new ArrayList<>();
        List<Work> call = new ArrayList<>();
        while (!waiting.isEmpty() && take(step, waiting.first(), call)) {
            taken.add(waiting.pollFirst());
        }
        if (!call.isEmpty() && attempts.hasTime(step, call.get(0))) {
            run(handler, new Part(attempts.retries(step, call.get(0)), call));
        }
        return taken;
    }

    /**
     * Takes a record into the call, unless it is done. Stops at the limit, and at a record that another delivery handles, unless
     * that is the first of the call: two deliveries that hold records and wait for each other would both wait until the end.
     */
    private boolean take(Step step, Work work, List<Work> call) {
        if (work.index >= progress.limit()) {
            return false;
        }
        Optional<Claim> claim = attempts.claim(step, work, call.isEmpty());
        if (claim.isEmpty() || claim.get() == Claim.HELD) {
            return false;
        }
        if (claim.get() == Claim.DONE) {
            work.advanceAsRemembered();
            return true;
        }
        return mayJoin(step, work, call) && call.add(work);
    }

    /**
     * Whether it has been tried as often as the first, so that each has its last attempt, and whether the call of the first
     * has room for it.
     */
    private boolean mayJoin(Step step, Work work, List<Work> call) {
        return call.isEmpty()
                || claims.tried().isEmpty()
                || call.size() < claims.tried().most(step, call.get(0))
                        && tried(step, work) == tried(step, call.get(0));
    }

    private int tried(Step step, Work work) {
        return claims.tried().of(step, work).map(Tried::attempts).orElse(0);
    }

    /** Runs one part after the other, without recursion: there may be as many parts as works. */
    private void run(BatchHandler handler, Part all) {
        Deque<Part> parts = new ArrayDeque<>(List.of(all));
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            List<Work> works = startable(part.works());
            if (!works.isEmpty()) {
                run(part.retries(), handler, works, parts);
            }
        }
    }

    /** Returns the works that may still be started. */
    private List<Work> startable(List<Work> works) {
        List<Work> some =
                works.stream().filter(work -> work.index < progress.limit()).toList();
        return some.isEmpty() || progress.inTime(delivery.deadline(), some.get(0)) ? some : List.of();
    }

    private void run(RetryState retries, BatchHandler handler, List<Work> works, Deque<Part> parts) {
        List<Work> left = works;
        while (!left.isEmpty()) {
            Reporter.CallReport report = delivery.reporter().attempt(retries, left);
            BatchCall call = BatchCall.of(handler, left, delivery.deadline());
            report.ended(call.failures(), call.heldBack());
            complete(retries.step(), call.settled());
            left = call.unsettled();
            AfterFailure after =
                    left.isEmpty() ? AfterFailure.BY_POLICY : retries.failed(call.firstRecord(), call.firstCause());
            if (after != AfterFailure.AGAIN) {
                giveUp(retries, call, after, parts);
                return;
            }
        }
    }

    private void giveUp(RetryState retries, BatchCall call, AfterFailure after, Deque<Part> parts) {
        if (GivingUp.applies(after, retries.step())
                && call.whole()
                && call.unsettled().size() > 1) {
            bisect(retries, call, parts);
            return;
        }
        Set<Work> passed = new HashSet<>(givingUp.giveUp(call, retries, after));
        if (!passed.isEmpty()) {
            complete(retries.step(), call.settledBy(passed));
            List<Work> freed = call.freedBy(passed);
            parts.push(new Part(freed.isEmpty() ? retries : attempts.retries(retries.step(), freed.get(0)), freed));
        }
    }

    /** Finds the records that make a call fail as a whole, so that only these are treated as failed. */
    private void bisect(RetryState retries, BatchCall call, Deque<Part> parts) {
        List<Work> works = call.unsettled();
        claims.tried().noteTogether(retries.step(), works, retries.tried());
        if (delivery.deadline().isOver()) {
            givingUp.giveUp(call, retries, AfterFailure.STOP);
            return;
        }
        int half = works.size() / 2;
        parts.push(new Part(retries.withoutWaits(), works.subList(half, works.size())));
        parts.push(new Part(retries.withoutWaits(), works.subList(0, half)));
    }

    private void complete(Step step, List<Work> works) {
        if (!claims.complete(step, works)) {
            progress.stopBehind(works.get(works.size() - 1));
        }
        works.forEach(Work::advance);
    }
}
