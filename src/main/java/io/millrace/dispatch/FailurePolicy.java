package io.millrace.dispatch;

/**
 * What is done when a handler fails.
 *
 * @param remember whether what succeeded in a batch that stopped is not run again when it comes again to this process
 */
public record FailurePolicy(RetryPolicy retry, OnFailure onFailure, boolean remember) {

    /** One attempt, then stop; what succeeded is remembered. */
    public static final FailurePolicy DEFAULT = new FailurePolicy(RetryPolicy.NONE, OnFailure.STOP, true);
}
