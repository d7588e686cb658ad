package io.millrace.dispatch;

/** What of a batch that stopped is delivered again. */
public enum ComesAgain {
    /** What lies at or behind the place where it stopped. */
    FROM_STOP,
    /** All of it. */
    WHOLE;

    /** From which place on; the size where nothing comes again. */
    int from(int limit, int size) {
        return this == WHOLE && limit < size ? 0 : limit;
    }
}
