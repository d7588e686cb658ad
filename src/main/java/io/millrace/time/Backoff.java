package io.millrace.time;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Longer and longer waits, each twice the one before. Not for use by several threads. */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final boolean jitters;
    private Duration wait;

    private Backoff(Duration first, Duration longest, boolean jitters) {
        this.first = first;
        this.longest = longest;
        this.jitters = jitters;
        this.wait = first;
    }

    /** Of these lengths. */
    public static Backoff exponential(Duration first, Duration longest) {
        return new Backoff(first, longest, false);
    }

    /**
     * Each a random part of these lengths, or those who met once would meet again. Source: "Exponential Backoff And Jitter" in the
     * AWS Architecture Blog.
     */
    public static Backoff jittered(Duration first, Duration longest) {
        return new Backoff(first, longest, true);
    }

    /** How long to wait now. */
    public Duration next() {
        Duration now = wait;
        Duration twice = now.multipliedBy(2);
        wait = twice.compareTo(longest) < 0 ? twice : longest;
        return jitters ? Duration.ofMillis(ThreadLocalRandom.current().nextLong(now.toMillis()) + 1) : now;
    }

    /** Begins anew. */
    public void reset() {
        wait = first;
    }
}
