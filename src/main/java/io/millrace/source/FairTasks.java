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

    /** Of the tables that have any, in the order in which they were served. */
    private final Map<String, Share> shares = new LinkedHashMap<>();

    private static final class Share {

        private final String table;
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private int running;

        Share(String table) {
            this.table = table;
        }

        boolean isWaiting() {
            return !waiting.isEmpty();
        }

        int running() {
            return running;
        }
    }

    synchronized void add(String table, Runnable task) {
        shares.computeIfAbsent(table, Share::new).waiting.add(task);
    }

    /** Runs the next task. Is to be called as often as a task was added. */
    void runNext() {
        Share share = next();
        try {
            begin(share).run();
        } finally {
            end(share);
        }
    }

    private synchronized Share next() {
        Share next = shares.values().stream()
                .filter(Share::isWaiting)
                .min(Comparator.comparingInt(Share::running))
                .orElseThrow();
        shares.remove(next.table);
        shares.put(next.table, next);
        next.running++;
        return next;
    }

    private synchronized Runnable begin(Share share) {
        return share.waiting.remove();
    }

    private synchronized void end(Share share) {
        share.running--;
        if (share.running == 0 && !share.isWaiting()) {
            shares.remove(share.table, share);
        }
    }
}
