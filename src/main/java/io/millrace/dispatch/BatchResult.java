package io.millrace.dispatch;

import io.millrace.change.SequenceNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a batch.
 *
 * @param records how many records the batch holds
 * @param done the records that handlers have completed
 * @param unmatched how many records matched no route
 * @param failed the records that failed in their last attempt
 * @param stoppedAt the lowest sequence number that is not completed, compared as a number; all records from it on are to be
 *     delivered again. Empty if all are completed.
 */
public record BatchResult(int records, Done done, int unmatched, Failed failed, Optional<SequenceNumber> stoppedAt) {

    /**
     * How many records each handler has completed, by route and handler.
     *
     * @param handled in this delivery
     * @param remembered in earlier deliveries, or for the same record earlier in the batch, so that the handler was not called again
     */
    public record Done(Map<String, Map<String, Integer>> handled, Map<String, Map<String, Integer>> remembered) {}

    /**
     * The failed records, by consequence.
     *
     * @param stopped records that stopped the batch
     * @param skipped records that continued without the handler, as the route says
     * @param deadLettered records that were stored as dead letters, as the route says
     */
    public record Failed(List<Failure> stopped, List<Failure> skipped, List<Failure> deadLettered) {}

    /** How many records each handler has completed in this delivery, by route and handler. */
    public Map<String, Map<String, Integer>> handled() {
        return done.handled();
    }

    /** Whether every record is completed. */
    public boolean complete() {
        return stoppedAt.isEmpty();
    }

    /** The records that stopped the batch; empty if all are completed, or if time ran out. */
    public List<Failure> failures() {
        return failed.stopped();
    }
}
