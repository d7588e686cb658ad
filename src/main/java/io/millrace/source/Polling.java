package io.millrace.source;

import java.time.Duration;

/**
 * The pauses between two reads of a stream. They double from the shortest to the longest while no records come, and begin with
 * the shortest again after some.
 */
public record Polling(Duration shortest, Duration longest) {

    Duration next(Duration pause) {
        Duration doubled = pause.compareTo(shortest) < 0 ? shortest : pause.multipliedBy(2);
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
