package io.millrace.dispatch;

import io.millrace.dispatch.DispatchListener.Claim;
import java.util.List;

/** What a delivery knows from earlier ones and records for later ones, as the policy of each step says. Any thread may call. */
final class Claims {

    private final String table;
    private final Reporter reporter;
    private final CompletedWork completed;
    private final TriedWork tried;
    private final StoreClaims stored;

    Claims(Batch delivery, CompletedWork completed, TriedWork tried, IdempotencyStore store) {
        this.table = delivery.table();
        this.reporter = delivery.reporter();
        this.completed = completed;
        this.tried = tried;
        this.stored = new StoreClaims(delivery, store, tried);
    }

    /**
     * Claims a work, unless an earlier delivery has completed it.
     *
     * @param waits whether to wait while another delivery handles it
     * @throws Exception if that can't be found out, or another delivery handles it for longer than this one can wait
     */
    Claim claim(Step step, Work work, boolean waits) throws Exception {
        FailurePolicy.Remember remember = step.policy().remember();
        if (remember == FailurePolicy.Remember.NOWHERE) {
            return Claim.WON;
        }
        if (doneHere(step, work)) {
            return reporter.claimed(work.id(step, table), Claim.DONE);
        }
        return remember == FailurePolicy.Remember.IN_PROCESS ? Claim.WON : stored.claim(step, work, waits);
    }

    private boolean doneHere(Step step, Work work) {
        return !completed.isEmpty() && completed.contains(work.id(step, table));
    }

    /** Records that a work is done. Returns whether other processes will know. */
    boolean complete(Step step, Work work) {
        tried.forget(step, work);
        return step.policy().remember() != FailurePolicy.Remember.IN_STORE
                || stored.complete(List.of(work.id(step, table)));
    }

    /** Records that works are done. Returns whether other processes will know. */
    boolean complete(Step step, List<Work> works) {
        works.forEach(work -> tried.forget(step, work));
        return works.isEmpty()
                || step.policy().remember() != FailurePolicy.Remember.IN_STORE
                || stored.complete(
                        works.stream().map(work -> work.id(step, table)).toList());
    }

    /** The works that have failed attempts. */
    TriedWork tried() {
        return tried;
    }

    /** Releases claimed works that are not completed. */
    void end() {
        stored.end();
    }
}
