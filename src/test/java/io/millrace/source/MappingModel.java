package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.millrace.mapping.EventSourceMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What AWS's documentation says that an event source mapping does with the records of a shard, sentence by sentence and
 * without regard to time.
 *
 * <ul>
 *   <li>"Lambda reads records in batches" of at most the batch size.
 *   <li>"If your function returns an error, Lambda retries the batch until processing succeeds or the data expires", and no
 *       more often than the maximum of retry attempts; then it discards the batch, tells the destination, and goes on.
 *   <li>"If the invocation fails and BisectBatchOnFunctionError is turned on, the batch is bisected regardless of your
 *       ReportBatchItemFailures setting." "Splitting a batch does not count towards the retry quota."
 *   <li>With ReportBatchItemFailures, "Lambda treats a batch as a complete success" for an empty or null list or response,
 *       "as a complete failure" for an empty or null identifier, or a wrong one; else it "uses the lowest sequence number as
 *       the checkpoint" and "retries all records starting from that checkpoint".
 *   <li>"When a partial batch success response is received and both are turned on, the batch is bisected at the returned
 *       sequence number and Lambda retries only the remaining records."
 *   <li>What begins at another record has a retry count of its own (AWS doesn't say): a record is tried once and as often
 *       again as the retry attempts allow.
 * </ul>
 */
final class MappingModel {

    private final EventSourceMapping mapping;
    private final ScriptedFunction function;
    private final List<Integer> discarded = new ArrayList<>();

    MappingModel(EventSourceMapping mapping, ScriptedFunction function) {
        this.mapping = mapping;
        this.function = function;
    }

    List<Integer> discarded() {
        return discarded;
    }

    void run(int records) {
        for (int start = 0; start < records; start += mapping.batchSize()) {
            int end = Math.min(records, start + mapping.batchSize());
            deliver(IntStream.range(start, end).boxed().toList(), 0);
        }
    }

    private void deliver(List<Integer> batch, int retries) {
        if (mapping.maximumRetryAttempts() >= 0 && retries > mapping.maximumRetryAttempts()) {
            discarded.addAll(batch);
            return;
        }
        StreamsEventResponse response = call(batch);
        int checkpoint = response == null ? -1 : checkpoint(batch, response);
        if (checkpoint == batch.size()) {
            return;
        }
        if (checkpoint > 0) {
            deliver(batch.subList(checkpoint, batch.size()), mapping.bisectOnError() ? 0 : 1);
        } else if (checkpoint < 0 && mapping.bisectOnError() && batch.size() > 1) {
            deliver(batch.subList(0, batch.size() / 2), retries);
            deliver(batch.subList(batch.size() / 2, batch.size()), retries);
        } else {
            deliver(batch, retries + 1);
        }
    }

    private @Nullable StreamsEventResponse call(List<Integer> batch) {
        try {
            return function.call(batch);
        } catch (IllegalStateException e) {
            return null;
        }
    }

    /** The place of the first record that comes again, the end for complete success, -1 for complete failure. */
    private int checkpoint(List<Integer> batch, StreamsEventResponse response) {
        int lowest = batch.size();
        for (BatchItemFailure failure : response.getBatchItemFailures()) {
            int place = batch.stream().map(ScriptedFunction::text).toList().indexOf(failure.getItemIdentifier());
            if (mapping.reportBatchItemFailures() && place < 0) {
                return -1;
            }
            lowest = mapping.reportBatchItemFailures() ? Math.min(lowest, place) : lowest;
        }
        return lowest;
    }
}
