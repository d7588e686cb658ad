package io.millrace.config;

import io.millrace.dispatch.FailurePolicy;

/** Where it is remembered what a handler has done already. */
enum Idempotency {
    /** Nowhere. */
    NONE(FailurePolicy.Remember.NOWHERE),
    /** In this process, for what comes again after a batch stopped. */
    MEMORY(FailurePolicy.Remember.IN_PROCESS),
    /** In a DynamoDB table, for every process. */
    DYNAMODB(FailurePolicy.Remember.IN_STORE);

    private final FailurePolicy.Remember remember;

    Idempotency(FailurePolicy.Remember remember) {
        this.remember = remember;
    }

    FailurePolicy.Remember remember() {
        return remember;
    }
}
