package io.millrace.dispatch;

/**
 * What is done when a handler fails.
 *
 * @param remember where it is remembered that the handler succeeded, should the record come again
 */
public record FailurePolicy(RetryPolicy retry, OnFailure onFailure, Remember remember) {

    /** One attempt, then stop; what succeeded is remembered in the process. */
    public static final FailurePolicy DEFAULT =
            new FailurePolicy(RetryPolicy.NONE, OnFailure.STOP, Remember.IN_PROCESS);
}
