package io.millrace.dispatch;

/** What follows a failed attempt. */
enum AfterFailure {
    /** Another attempt. */
    AGAIN,
    /** That was the last attempt: the policy decides what follows. */
    BY_POLICY,
    /** No time is left for another attempt: the record is delivered again, whatever the policy. */
    STOP
}
