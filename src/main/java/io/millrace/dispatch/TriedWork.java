package io.millrace.dispatch;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What failed in batches that ended before its last attempt, so that later deliveries continue where those ended. Any thread may
 * call.
 */
final class TriedWork {

    private final String table;
    private final Recent<WorkId, Tried> tried;
    private final Recent<WorkId, Integer> together;

    TriedWork(String table, InstantSource steady) {
        this.table = table;
        this.tried = new Recent<>(steady);
        this.together = new Recent<>(steady);
    }

    boolean isEmpty() {
        return tried.isEmpty() && together.isEmpty();
    }

    Optional<Tried> of(Step step, Work work) {
        return tried.isEmpty() ? Optional.empty() : of(work.id(step, table));
    }

    Optional<Tried> of(WorkId work) {
        return tried.get(work);
    }

    void note(WorkId work, Optional<Tried> found) {
        found.ifPresentOrElse(some -> tried.put(work, some), () -> tried.remove(work));
    }

    void note(Step step, Work work, Tried some) {
        tried.put(work.id(step, table), some);
    }

    /** Remembers that a call for all of these failed as a whole. */
    void noteTogether(Step step, List<Work> works, Tried some) {
        works.forEach(work -> {
            together.put(work.id(step, table), works.size());
            note(step, work, some);
        });
    }

    /** Returns the maximum size of a call that starts with this work: a call that failed as a whole is not repeated. */
    int most(Step step, Work first) {
        return together.isEmpty()
                ? Integer.MAX_VALUE
                : together.get(first.id(step, table))
                        .map(failed -> Math.max(1, failed / 2))
                        .orElse(Integer.MAX_VALUE);
    }

    /** Forgets the attempts of a work: the next one is the first again. */
    void forget(Step step, Work work) {
        if (!isEmpty()) {
            WorkId id = work.id(step, table);
            tried.remove(id);
            together.remove(id);
        }
    }
}
