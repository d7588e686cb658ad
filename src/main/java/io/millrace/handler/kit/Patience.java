package io.millrace.handler.kit;

import io.millrace.time.Deadline;
import java.time.Duration;

/** How long one call of a handler waits in all for a server that can't take anything now. */
public final class Patience {

    /** The time is that of the whole batch, and what fails comes again. */
    private static final Duration MOST = Duration.ofSeconds(20);

    private Patience() {}

    /** Twenty seconds, or what is left of the time of the batch that this thread handles. */
    public static Duration ofThisCall() {
        Duration left = Deadline.ofThisCall().left();
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(MOST) < 0 ? left : MOST;
    }
}
