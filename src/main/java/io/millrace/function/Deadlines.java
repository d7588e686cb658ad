package io.millrace.function;

import io.millrace.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Until when batches may start something.
 *
 * @param clock goes on evenly, whatever becomes of the time of day
 * @param stopping whether the process is being stopped
 * @param margin how long before the end of a Lambda invocation nothing more is started; {@code null} for two seconds, or a
 *     tenth of the time where that is less
 * @param batchTimeout how long a batch may take elsewhere; {@code null} for as long as it takes
 */
public record Deadlines(
        InstantSource clock,
        BooleanSupplier stopping,
        @Nullable Duration margin,
        @Nullable Duration batchTimeout) {

    private static final Duration LARGEST_MARGIN = Duration.ofSeconds(2);

    /** For a batch that doesn't come from Lambda. One that a handler hands in has no more time than the handler. */
    public Deadline ofBatch() {
        return own(false).orSooner(Deadline.ofThisCall());
    }

    /** For a batch of a stream that is read here, which comes again by itself. */
    Deadline ofStream() {
        return own(true);
    }

    private Deadline own(boolean redelivered) {
        Instant end = batchTimeout == null ? Instant.MAX : clock.instant().plus(batchTimeout);
        return new Deadline(end, end, clock, stopping, redelivered);
    }

    /** For a Lambda invocation that has so much time left. */
    public Deadline ofInvocation(Duration remaining) {
        Instant end = clock.instant().plus(remaining);
        return new Deadline(end.minus(margin(remaining, margin)), end, clock, stopping, true);
    }

    /**
     * How long before the end of an invocation nothing more is started.
     *
     * @param whole how long it may take
     * @param set the margin that is set, as for this record; {@code null} for none
     */
    public static Duration margin(Duration whole, @Nullable Duration set) {
        Duration tenth = whole.dividedBy(10);
        Duration automatic = tenth.compareTo(LARGEST_MARGIN) < 0 ? tenth : LARGEST_MARGIN;
        return set == null ? automatic : set;
    }
}
