package io.millrace.local.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The news that one browser has not received yet. It is never longer than the feed: a change that is updated again
 * occurs once.
 */
final class Subscription {

    private static final int MOST = 1_000;

    private final Set<Long> changes = new LinkedHashSet<>();
    private boolean state = true;
    private boolean closed;
    private int missed;

    /**
     * News.
     *
     * @param changes their ids, in the order of arrival
     * @param state whether anything else has changed
     * @param missed how many changes were dropped because they were not taken in time
     */
    record News(List<Long> changes, boolean state, int missed) {}

    synchronized void add(long id) {
        if (changes.size() == MOST && !changes.contains(id)) {
            changes.remove(changes.iterator().next());
            missed++;
        }
        changes.add(id);
        state = true;
        notifyAll();
    }

    synchronized void stateChanged() {
        state = true;
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Waits for news, for at most this time, and removes and returns them. */
    synchronized News take(Duration most) throws InterruptedException {
        if (changes.isEmpty() && !state && !closed) {
            wait(most.toMillis());
        }
        News news = new News(new ArrayList<>(changes), state, missed);
        changes.clear();
        state = false;
        missed = 0;
        return news;
    }
}
