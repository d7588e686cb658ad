package io.millrace.dispatch;

import io.millrace.change.SequenceNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a batch came.
 *
 * @param records how many records the batch holds
 * @param done what handlers have done
 * @param unmatched how many records no route wanted
 * @param failed the records that failed in their last attempt
 * @param stoppedAt the lowest sequence number that is not done, compared as a number; everything from it on is to come
 *     again. Empty when all is done.
 */
public record BatchResult(int records, Done done, int unmatched, Failed failed, Optional<SequenceNumber> stoppedAt) {

    /**
     * How many records each handler has done, by route and handler.
     *
     * @param handled in this delivery
     * @param remembered in earlier ones, or for the same record earlier in the batch, so that it was not called again
     */
    public record Done(Map<String, Map<String, Integer>> handled, Map<String, Map<String, Integer>> remembered) {}

    /**
     * What failed, by what became of it.
     *
     * @param stopped what stopped the batch
     * @param skipped what was passed over because a route says so
     * @param deadLettered what was kept as a dead letter because a route says so
     */
    public record Failed(List<Failure> stopped, List<Failure> skipped, List<Failure> deadLettered) {}

    /** How many records each handler has done in this delivery, by route and handler. */
    public Map<String, Map<String, Integer>> handled() {
        return done.handled();
    }

    /** Whether every record is done. */
    public boolean complete() {
        return stoppedAt.isEmpty();
    }

    /** What stopped the batch; empty when all is done, or when time ran out. */
    public List<Failure> failures() {
        return failed.stopped();
    }
}
