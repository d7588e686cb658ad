package io.millrace.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a task pauses between two of its steps.
 *
 * @param rest the time that passes in any case
 * @param then the time that passes after that unless the task is woken; {@code null} for no limit
 */
record Pause(Duration rest, @Nullable Duration then) {

    static final Pause NONE = new Pause(Duration.ZERO, Duration.ZERO);
    static final Pause UNTIL_WOKEN = new Pause(Duration.ZERO, null);

    static Pause unlessWoken(Duration most) {
        return new Pause(Duration.ZERO, most);
    }

    static Pause rest(Duration rest) {
        return new Pause(rest, Duration.ZERO);
    }

    /** Whether the next step follows the rest at once. */
    boolean endsWithRest() {
        return then != null && (then.isZero() || then.isNegative());
    }
}
