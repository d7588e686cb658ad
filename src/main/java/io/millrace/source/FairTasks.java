package io.millrace.source;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tasks of several tables that wait for a thread. The next one belongs to the table of which the fewest run, and among those to
 * the table that was served least recently; the tasks of one table begin in their order. So a slow table leaves the others
 * their share of the threads, and each task runs once those before it return. Any thread may call.
 */
final class FairTasks {

    /** By table, in the order in which they were served. */
    private final Map<String, Share> shares = new LinkedHashMap<>();

    private static final class Share {

        private final String table;
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int running;

        Share(String table) {
            this.table = table;
        }
    }

    synchronized void add(String table, Runnable task) {
        shares.computeIfAbsent(table, Share::new).waiting.add(task);
    }

    /** Runs the next task. Is to be called as often as a task was added. */
    void runNext() {
        next().run();
    }

    private synchronized Runnable next() {
        Share next = shares.values().stream()
                .filter(share -> !share.waiting.isEmpty())
                .min(Comparator.comparingInt(share -> share.running))
                .orElseThrow();
        shares.remove(next.table);
        shares.put(next.table, next);
        next.running++;
        Runnable task = next.waiting.remove();
        return () -> run(next, task);
    }

    private void run(Share share, Runnable task) {
        try {
            task.run();
        } finally {
            synchronized (this) {
                share.running--;
            }
        }
    }
}
