package io.millrace.dispatch;

/** Where it is remembered what a handler has done already. */
public enum Remember {
    /** Nowhere: what comes again is done again. */
    NOWHERE,
    /** In this process, for what comes again after a batch stopped. */
    IN_PROCESS,
    /** In the {@link IdempotencyStore}, for every process. */
    IN_STORE
}
