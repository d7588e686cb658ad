package io.millrace.dispatch;

/** Whose a work is. */
enum Claim {
    /** This delivery's to do. */
    MINE,
    /** It was done in an earlier delivery. */
    DONE,
    /** Another delivery has it in hand. */
    HELD
}
