package io.millrace.local.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one browser does not know yet. It is never longer than the feed: a change that changes again is in it once. */
final class Subscription {

    private static final int MOST = 1_000;

    private final Set<Long> changes = new LinkedHashSet<>();
    private boolean state = true;
    private boolean closed;
    private int missed;

    /**
     * News.
     *
     * @param changes their ids, in the order in which they came
     * @param state whether something else has changed
     * @param missed how many changes were dropped, since they were not taken in time
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

    /** Waits for news, or that long, and takes them. */
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
