package io.millrace.dispatch;

import io.millrace.change.ItemKey;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs different items side by side. Each item is a lane that one worker at a time takes a step further; of all lanes that
 * are free, the one with the earliest record comes first.
 */
final class Lanes implements Singles {

    private static final Queue<Work> NONE = new ArrayDeque<>();

    private final Executor workers;
    private final int concurrency;

    /**
     * @param concurrency how many records may be worked on at once
     */
    Lanes(Executor workers, int concurrency) {
        this.workers = workers;
        this.concurrency = concurrency;
    }

    @Override
    public void run(Run run) {
        List<Work> open = run.works().stream().filter(work -> !work.isDone()).toList();
        int from = 0;
        while (from < open.size()) {
            int to = end(open, from);
            List<Work> stretch = open.subList(from, to);
            run(run, stretch);
            from = stretch.stream().allMatch(Work::isDone) ? to : open.size();
        }
    }

    /** Where the works end that may run side by side: one that doesn't tell its item runs between all before and behind it. */
    private static int end(List<Work> works, int from) {
        int end = from;
        while (end < works.size() && works.get(end).hasItem()) {
            end++;
        }
        return Math.max(end, from + 1);
    }

    private void run(Run run, List<Work> works) {
        State state = new State(run, works);
        try {
            for (int i = 1; i < Math.min(concurrency, state.lanes()); i++) {
                workers.execute(state::work);
            }
        } finally { // no worker is left behind, even if there is no thread for the next one
            state.work();
            state.awaitOthers();
        }
    }

    /** The lanes of one batch, and who works on them. */
    private static final class State {

        private final Run run;
        private final Map<ItemKey, Queue<Work>> lanes = new HashMap<>();
        private final PriorityQueue<Work> free = new PriorityQueue<>((one, other) -> one.index - other.index);
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private int busy;
        private @Nullable Throwable broken;

        State(Run run, List<Work> works) {
            this.run = run;
            if (works.get(0).hasItem()) {
                works.forEach(work -> lanes.computeIfAbsent(work.item(), none -> new ArrayDeque<>())
                        .add(work));
                lanes.values().forEach(lane -> free.add(lane.remove()));
            } else {
                free.add(works.get(0));
            }
        }

        int lanes() {
            return lanes.size();
        }

        void work() {
            for (Work work = take(); work != null; work = take()) {
                try {
                    run.runSingles(work);
                } catch (RuntimeException | Error e) {
                    locked(() -> broken = e);
                } finally {
                    give(work);
                }
            }
        }

        /** The earliest work that is free; waits for one while others may still free one. */
        private @Nullable Work take() {
            lock.lock();
            try {
                while (free.isEmpty() && busy > 0) {
                    changed.awaitUninterruptibly();
                }
                Work work = broken == null ? free.poll() : null;
                busy += work == null ? 0 : 1;
                return work;
            } finally {
                lock.unlock();
            }
        }

        /** A record that is done frees the next one of its item; one that is not holds it back. */
        private void give(Work work) {
            locked(() -> {
                Work next = work.isDone() && work.hasItem()
                        ? lanes.getOrDefault(work.item(), NONE).poll()
                        : null;
                if (next != null) {
                    free.add(next);
                }
                busy--;
            });
        }

        /** Handlers finish what they have in hand: to leave one behind would be to lose sight of a record. */
        void awaitOthers() {
            locked(() -> {
                while (busy > 0) {
                    changed.awaitUninterruptibly();
                }
                if (broken instanceof Error error) {
                    throw error;
                }
                if (broken instanceof RuntimeException exception) {
                    throw exception;
                }
            });
        }

        private void locked(Runnable action) {
            lock.lock();
            try {
                action.run();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
