package io.millrace.time;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing waits between tries, each twice as long as the one before. Not thread-safe. */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final boolean jitters;
    private Duration wait;
    private int over;

    private Backoff(Duration first, Duration longest, boolean jitters) {
        this.first = first;
        this.longest = longest;
        this.jitters = jitters;
        this.wait = first;
    }

    /** Waits of exactly these lengths. */
    public static Backoff exponential(Duration first, Duration longest) {
        return new Backoff(first, longest, false);
    }

    /**
     * Waits that are each a random part of these lengths, so that callers that collide once do not collide again.
     * Source: "Exponential Backoff And Jitter" in the AWS Architecture Blog.
     */
    public static Backoff jittered(Duration first, Duration longest) {
        return new Backoff(first, longest, true);
    }

    /** The next wait. */
    public Duration next() {
        Duration now = wait;
        Duration twice = now.multipliedBy(2);
        wait = twice.compareTo(longest) < 0 ? twice : longest;
        return jitters ? Duration.ofMillis(ThreadLocalRandom.current().nextLong(now.toMillis()) + 1) : now;
    }

    /** Counts a try that failed. Returns whether another one of this many is left. */
    public boolean anotherOf(int tries) {
        over++;
        return over < tries;
    }

    /** Counts a try that failed, and waits where another one of this many is left. Returns whether one is. */
    public boolean waitForAnotherOf(int tries, Sleeper sleeper) throws InterruptedException {
        boolean another = anotherOf(tries);
        if (another) {
            sleeper.sleep(next());
        }
        return another;
    }

    /** Starts over with the first wait. */
    public void reset() {
        wait = first;
    }
}
