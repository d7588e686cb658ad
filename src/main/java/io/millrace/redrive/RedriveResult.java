package io.millrace.redrive;

/**
 * What came of a redrive.
 *
 * @param done entries that were handled and have left their source
 * @param failed entries that failed again, and those that can't be read or have no route any more
 * @param held entries that were not tried because one before them in their order failed
 */
public record RedriveResult(int done, int failed, int held) {

    static final RedriveResult NONE = new RedriveResult(0, 0, 0);

    RedriveResult andDone() {
        return new RedriveResult(done + 1, failed, held);
    }

    RedriveResult andFailed() {
        return new RedriveResult(done, failed + 1, held);
    }

    RedriveResult andHeld() {
        return new RedriveResult(done, failed, held + 1);
    }

    /** Whether nothing is left in the source of what was seen. */
    public boolean complete() {
        return failed == 0 && held == 0;
    }

    /** All entries that were seen. */
    public int entries() {
        return done + failed + held;
    }
}
