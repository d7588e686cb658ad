package io.millrace.dispatch;

import java.time.InstantSource;
import java.util.List;

/**
 * What succeeded in batches that stopped. Those records are delivered again together with the ones that failed, and their
 * finished steps do not run twice, as long as this process lives and remembers. Any thread may call.
 */
final class CompletedWork {

    private final String table;
    private final Recent<WorkId, Boolean> done;

    CompletedWork(String table, InstantSource steady) {
        this.table = table;
        this.done = new Recent<>(steady);
    }

    boolean isEmpty() {
        return done.isEmpty();
    }

    /** Whether an earlier delivery has completed the work. */
    boolean contains(WorkId work) {
        return done.get(work).isPresent();
    }

    /**
     * Records what was done in a batch that has ended: it is delivered again if its place is this one or a later one.
     *
     * @param from the size of the batch when nothing is delivered again
     */
    void note(List<Work> works, int from) {
        if (!done.isEmpty()) {
            done.forgetOld();
        }
        if (from == works.size() && done.isEmpty()) {
            return;
        }
        for (Work work : works) {
            for (int i = 0; i < work.stepsDone(); i++) {
                note(work.steps().get(i), work, work.index >= from);
            }
        }
    }

    private void note(Step step, Work work, boolean comesAgain) {
        WorkId id = work.id(step, table);
        if (comesAgain && step.policy().remember() != FailurePolicy.Remember.NOWHERE) {
            done.put(id, true);
        } else {
            done.remove(id);
        }
    }
}
