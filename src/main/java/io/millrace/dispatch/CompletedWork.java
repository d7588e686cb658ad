package io.millrace.dispatch;

import java.time.InstantSource;
import java.util.List;

/**
 * What succeeded in batches that stopped. Those records come again together with the ones that failed, and what they have
 * been through already is not done twice, as long as this process lives and remembers. Any thread may call.
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

    /** Whether this was done in an earlier delivery. */
    boolean contains(WorkId work) {
        return done.get(work).isPresent();
    }

    /**
     * Takes note of a batch that is over: what was done at or behind the place where it stopped comes again, and nothing
     * else does.
     *
     * @param limit where the batch stopped; its size when it is complete
     */
    void note(List<Work> works, int limit) {
        if (!done.isEmpty()) {
            done.forgetOld();
        }
        if (limit == works.size() && done.isEmpty()) {
            return;
        }
        for (Work work : works) {
            for (int i = 0; i < work.stepsDone(); i++) {
                note(work.steps().get(i), work, work.index >= limit);
            }
        }
    }

    private void note(Step step, Work work, boolean comesAgain) {
        WorkId id = work.id(step, table);
        if (comesAgain && step.policy().remember() != Remember.NOWHERE) {
            done.put(id, true);
        } else {
            done.remove(id);
        }
    }
}
