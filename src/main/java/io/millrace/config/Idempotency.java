package io.millrace.config;

import io.millrace.dispatch.Remember;

/** Where it is remembered what a handler has done already. */
enum Idempotency {
    /** Nowhere. */
    NONE(Remember.NOWHERE),
    /** In this process, for what comes again after a batch stopped. */
    MEMORY(Remember.IN_PROCESS),
    /** In a DynamoDB table, for every process. */
    DYNAMODB(Remember.IN_STORE);

    private final Remember remember;

    Idempotency(Remember remember) {
        this.remember = remember;
    }

    Remember remember() {
        return remember;
    }
}
