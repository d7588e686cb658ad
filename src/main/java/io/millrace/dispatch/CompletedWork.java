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

    private final InstantSource clock;
    private final LinkedHashMap<Key, Instant> done = new LinkedHashMap<>();

    private record Key(String route, String handler, String eventId, String sequenceNumber) {

        static Key of(Step step, Work work) {
            return new Key(
                    step.route(),
                    step.name(),
                    work.change.eventId(),
                    work.change.sequenceNumber().text());
        }
    }

    CompletedWork(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether this record has been through this step in an earlier delivery. */
    synchronized boolean contains(Step step, Work work) {
        return !done.isEmpty() && step.policy().remember() && done.containsKey(Key.of(step, work));
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
        Key key = Key.of(step, work);
        done.remove(key);
        if (comesAgain && step.policy().remember()) {
            done.put(key, clock.instant());
        }
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(LONGEST);
        var entries = done.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Key, Instant> entry = entries.next();
            if (done.size() <= MOST && entry.getValue().isAfter(oldest)) {
                return;
            }
            entries.remove();
        }
    }
}
