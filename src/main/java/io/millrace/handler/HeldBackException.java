package io.millrace.handler;

/**
 * Says of a record that a {@link BatchHandler} has not tried it, since an earlier record of its item failed. It is no failure
 * of the record: it comes again, and once what failed is made up for, in the same delivery.
 */
public final class HeldBackException extends RuntimeException {

    /** There is nothing to tell one from another. */
    public static final HeldBackException INSTANCE = new HeldBackException();

    private HeldBackException() {
        super("an earlier record of the item failed", null, false, false);
    }
}
