package io.millrace.config;

/** Where it is remembered what a handler has done already. */
enum Idempotency {
    /** Nowhere. */
    NONE,
    /** In this process, for what comes again after a batch stopped. */
    MEMORY
}
