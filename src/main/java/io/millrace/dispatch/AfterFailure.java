package io.millrace.dispatch;

/** What comes after a failed attempt. */
enum AfterFailure {
    /** Another attempt. */
    AGAIN,
    /** That was the last attempt: what then is for the policy to say. */
    BY_POLICY,
    /** There is no time for the attempts that are left: the record comes again, whatever the policy. */
    STOP
}
