package io.millrace.function;

import io.millrace.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Determines the deadlines of batches.
 *
 * @param clock a steady clock, independent of changes to the time of day
 * @param stopping whether the process is being stopped
 * @param margin how long before the end of a Lambda invocation nothing more is started; {@code null} for two seconds,
 *     or a tenth of the time if that is less
 * @param batchTimeout how long a batch may take elsewhere; {@code null} for no limit
 */
public record Deadlines(
        InstantSource clock,
        BooleanSupplier stopping,
        @Nullable Duration margin,
        @Nullable Duration batchTimeout) {

    private static final Duration LARGEST_MARGIN = Duration.ofSeconds(2);

    /**
     * The deadline of a batch that doesn't come from Lambda. A batch that a handler submits has no more time than the
     * handler.
     */
    public Deadline ofBatch() {
        return own(false).orSooner(Deadline.ofThisCall());
    }

    /** The deadline of a batch from a stream that this process reads, which delivers it again automatically. */
    Deadline ofStream() {
        return own(true);
    }

    private Deadline own(boolean redelivered) {
        Instant end = batchTimeout == null ? Instant.MAX : clock.instant().plus(batchTimeout);
        return new Deadline(end, end, clock, stopping, redelivered);
    }

    /** The deadline of a Lambda invocation with this remaining time. */
    public Deadline ofInvocation(Duration remaining) {
        Instant end = clock.instant().plus(remaining);
        return new Deadline(end.minus(margin(remaining, margin)), end, clock, stopping, true);
    }

    /**
     * How long before the end of an invocation nothing more is started.
     *
     * @param whole the invocation's timeout
     * @param set the configured margin, as for this record; {@code null} for the default
     */
    public static Duration margin(Duration whole, @Nullable Duration set) {
        Duration tenth = whole.dividedBy(10);
        Duration automatic = tenth.compareTo(LARGEST_MARGIN) < 0 ? tenth : LARGEST_MARGIN;
        return set == null ? automatic : set;
    }
}
