package io.millrace.dispatch;

import io.millrace.change.SequenceNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a batch came.
 *
 * @param records how many records the batch holds
 * @param handled how many records each handler has done, by route and handler
 * @param unmatched how many records no route wanted
 * @param failures the records that failed; empty when all is done
 * @param skipped the failures that were passed over because a route says so
 * @param stoppedAt the lowest sequence number that is not done, compared as a number; everything from it on is to come
 *     again. Empty when all is done.
 */
public record BatchResult(
        int records,
        Map<String, Map<String, Integer>> handled,
        int unmatched,
        List<Failure> failures,
        List<Failure> skipped,
        Optional<SequenceNumber> stoppedAt) {

    /** Whether every record is done. */
    public boolean complete() {
        return stoppedAt.isEmpty();
    }
}
