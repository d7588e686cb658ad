package io.millrace.expression;

import java.util.Locale;

/** Limits the work of one evaluation. A step is an element visited, or a character read or written. */
final class Steps {

    private static final long MOST = 10_000_000;

    private long left = MOST;

    /** @throws BrokenExpressionException if fewer steps are left */
    void take(long steps) {
        left -= steps;
        if (steps < 0 || left < 0) {
            throw new BrokenExpressionException(
                    String.format(Locale.ROOT, "it takes more than the %,d steps that a condition has", MOST));
        }
    }
}
