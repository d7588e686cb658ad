package io.millrace.source;

import java.time.Duration;

/**
 * How often a stream without news is asked for some. The pause grows from the shortest to the longest, and is the shortest
 * again after news.
 */
public record Polling(Duration shortest, Duration longest) {

    /** What a stream in AWS allows: a shard may be asked five times a second, by two readers. */
    public static final Polling USUAL = new Polling(Duration.ofMillis(50), Duration.ofMillis(500));

    Duration next(Duration pause) {
        Duration doubled = pause.compareTo(shortest) < 0 ? shortest : pause.multipliedBy(2);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
