package io.millrace.routing;

/** What becomes of a change that no route wants. */
public enum Unmatched {
    /** It is done without a word. */
    IGNORE,
    /** It is done, and a line at INFO says so. */
    LOG,
    /** It fails, and the batch stops there. */
    FAIL
}
