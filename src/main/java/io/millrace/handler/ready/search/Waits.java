package io.millrace.handler.ready.search;

import io.millrace.time.Sleeper;
import java.time.Duration;

/** Longer and longer waits between tries. */
final class Waits {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Sleeper sleeper;
    private Duration wait = Duration.ofMillis(50);

    Waits(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    void next() throws InterruptedException {
        sleeper.sleep(wait);
        Duration twice = wait.multipliedBy(2);
        wait = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }
}
