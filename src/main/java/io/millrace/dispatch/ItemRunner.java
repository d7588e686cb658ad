package io.millrace.dispatch;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs different items in parallel. One worker at a time runs the steps of an item; of all free items, the one with the
 * earliest record comes first.
 */
final class ItemRunner implements RecordRunner {

    private final Executor workers;
    private final int concurrency;

    /**
     * @param concurrency how many records may be handled at the same time
     */
    ItemRunner(Executor workers, int concurrency) {
        this.workers = workers;
        this.concurrency = concurrency;
    }

    @Override
    public void run(Run run, Queues queues) {
        for (int ready = queues.ready(); ready > 0; ready = queues.ready()) {
            run(new State(run, queues), Math.min(concurrency, ready));
        }
    }

    private void run(State state, int together) {
        try {
            for (int i = 1; i < together; i++) {
                workers.execute(state::work);
            }
        } finally { // waits for the started workers, even if there is no thread for the next one
            state.work();
            state.awaitOthers();
        }
    }

    /** The workers of one batch and the works that are ready. */
    private static final class State {

        private final Run run;
        private final Queues queues;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private int busy;
        private boolean over;
        private @Nullable Throwable broken;

        State(Run run, Queues queues) {
            this.run = run;
            this.queues = queues;
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

        /** Returns the earliest ready work; waits while other workers may still make one ready. */
        private @Nullable Work take() {
            lock.lock();
            try {
                Work work = nextReady();
                while (work == null && busy > 0) {
                    changed.awaitUninterruptibly();
                    work = nextReady();
                }
                busy += work == null ? 0 : 1;
                return work;
            } finally {
                lock.unlock();
            }
        }

        /** A worker that starts after the others have finished takes none of the works that become ready later. */
        private @Nullable Work nextReady() {
            return over || broken != null ? null : queues.take();
        }

        /** A completed record makes the next one of its item ready; one that is not completed holds it back. */
        private void give(Work work) {
            locked(() -> {
                queues.ran(work);
                busy--;
            });
        }

        /** Waits for calls in progress: the outcome of each record has to be known. */
        void awaitOthers() {
            locked(() -> {
                while (busy > 0) {
                    changed.awaitUninterruptibly();
                }
                over = true;
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
