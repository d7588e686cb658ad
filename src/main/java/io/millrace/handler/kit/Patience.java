package io.millrace.handler.kit;

import io.millrace.aws.CallLimits;
import io.millrace.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long one call of a handler waits in all for a server that can't accept anything now: twenty seconds, or the rest of the
 * time of the batch that its thread handles. Not for use by several threads.
 */
public final class Patience {

    /** The longest: the whole batch waits, and what fails comes again. */
    public static final Duration MOST = CallLimits.LONGEST_CALL;

    private final Duration whole = ofThisCall();
    private Duration waited = Duration.ZERO;

    /** Returns the patience of a call that begins now. */
    public static Duration ofThisCall() {
        Duration left = Deadline.ofThisCall().left();
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(MOST) < 0 ? left : MOST;
    }

    /** Returns when the patience of a call that begins now ends. */
    public static Instant end(InstantSource clock) {
        return clock.instant().plus(ofThisCall());
    }

    /** Whether any patience is left. */
    public boolean isLeft() {
        return waited.compareTo(whole) < 0;
    }

    /** Returns how much of a wait is allowed, and uses it up. */
    public Duration use(Duration wait) {
        Duration left = whole.minus(waited);
        Duration part = wait.compareTo(left) < 0 ? wait : left;
        waited = waited.plus(part);
        return part;
    }
}
