package io.millrace.dispatch;

/** What of a batch is delivered again. */
public enum ComesAgain {
    /** What lies at or behind the place where it stopped. */
    FROM_STOP,
    /** All of it, if it stopped. */
    WHOLE,
    /** All of it, though it may not have stopped: another batch of its event has. */
    WITH_EVENT;

    /** From which place on; the size where nothing comes again. */
    int from(int limit, int size) {
        return this == WITH_EVENT || this == WHOLE && limit < size ? 0 : limit;
    }
}
