package io.millrace.handler.kit;

import io.millrace.aws.CallLimits;
import io.millrace.time.Deadline;
import java.time.Duration;

/**
 * How long one call of a handler waits in all for a server that can't take anything now: twenty seconds, or what is left of the
 * time of the batch that its thread handles. Not for use by several threads.
 */
public final class Patience {

    /** Not longer, since the whole batch waits, and what fails comes again. */
    public static final Duration MOST = CallLimits.LONGEST_CALL;

    private final Duration whole = ofThisCall();
    private Duration waited = Duration.ZERO;

    /** The whole of it, for a call that begins now. */
    public static Duration ofThisCall() {
        Duration left = Deadline.ofThisCall().left();
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(MOST) < 0 ? left : MOST;
    }

    /** The whole of it, whatever is left. */
    public Duration whole() {
        return whole;
    }

    /** Whether anything is left. */
    public boolean isLeft() {
        return waited.compareTo(whole) < 0;
    }

    /** How much of a wait is left, which is used up by this. */
    public Duration use(Duration wait) {
        Duration left = whole.minus(waited);
        Duration part = wait.compareTo(left) < 0 ? wait : left;
        waited = waited.plus(part);
        return part;
    }
}
