package io.millrace.config;

import io.millrace.dispatch.FailurePolicy;

/** The place that remembers which changes a handler has completed. */
enum Idempotency {
    /** Nowhere. */
    NONE(FailurePolicy.Remember.NOWHERE),
    /** In this process, for records that are delivered again after a batch has stopped. */
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
