package io.millrace.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What succeeded in batches that stopped. Those records come again together with the ones that failed, and what they have
 * been through already is not done twice, as long as this process lives and remembers. Bounded in number and age; the
 * oldest is forgotten first. Any thread may call.
 */
final class CompletedWork {

    private static final int MOST = 50_000;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final String table;
    private final InstantSource clock;
    private final LinkedHashMap<WorkId, Instant> done = new LinkedHashMap<>();

    CompletedWork(String table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    synchronized boolean isEmpty() {
        return done.isEmpty();
    }

    /** Whether this was done in an earlier delivery. */
    synchronized boolean contains(WorkId work) {
        return done.containsKey(work);
    }

    /**
     * Takes note of a batch that is over: what was done at or behind the place where it stopped comes again, and nothing
     * else does.
     *
     * @param limit where the batch stopped; its size when it is complete
     */
    synchronized void note(List<Work> works, int limit) {
        forgetOld();
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
        done.remove(id);
        if (comesAgain && step.policy().remember() != Remember.NOWHERE) {
            done.put(id, clock.instant());
        }
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(LONGEST);
        var entries = done.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<WorkId, Instant> entry = entries.next();
            if (done.size() <= MOST && entry.getValue().isAfter(oldest)) {
                return;
            }
            entries.remove();
        }
    }
}
