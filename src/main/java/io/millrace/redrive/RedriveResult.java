package io.millrace.redrive;

/**
 * What came of a redrive.
 *
 * @param done entries that were handled and have left their source
 * @param failed entries that failed again, and those that can't be read or have no route any more
 * @param held entries that were not tried because one before them in their order failed
 * @param inFlight about how many entries somebody else had in hand when it began
 */
public record RedriveResult(int done, int failed, int held, int inFlight) {

    static final RedriveResult NONE = new RedriveResult(0, 0, 0, 0);

    RedriveResult andDone() {
        return new RedriveResult(done + 1, failed, held, inFlight);
    }

    RedriveResult andFailed() {
        return new RedriveResult(done, failed + 1, held, inFlight);
    }

    RedriveResult andHeld() {
        return new RedriveResult(done, failed, held + 1, inFlight);
    }

    RedriveResult withInFlight(int others) {
        return new RedriveResult(done, failed, held, others);
    }

    /** Whether nothing is left in the source, as far as could be seen. */
    public boolean complete() {
        return failed == 0 && held == 0 && inFlight == 0;
    }

    /** All entries that were seen. */
    public int entries() {
        return done + failed + held;
    }
}
