package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a function's answer to a batch. Source: "Configuring partial batch response with DynamoDB and Lambda" in the
 * AWS Lambda Developer Guide.
 */
sealed interface Answer {

    /** Every record is done. */
    record Done() implements Answer {}

    /** Records before this index are done, the others are delivered again. */
    record From(int index) implements Answer {}

    /** No record is done. */
    record Failed() implements Answer {}

    /**
     * Reads a response.
     *
     * @param reported whether the mapping asks for {@code ReportBatchItemFailures}; if not, any response means done
     */
    static Answer of(@Nullable StreamsEventResponse response, List<StreamEntry> batch, boolean reported) {
        if (!reported || response == null || response.getBatchItemFailures() == null) {
            return new Done();
        }
        int lowest = batch.size();
        for (BatchItemFailure failure : response.getBatchItemFailures()) {
            int index = failure == null ? -1 : index(failure.getItemIdentifier(), batch);
            if (index < 0) {
                return new Failed();
            }
            lowest = Math.min(lowest, index);
        }
        return lowest == batch.size() ? new Done() : new From(lowest);
    }

    private static int index(@Nullable String identifier, List<StreamEntry> batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).number().text().equals(identifier)) {
                return i;
            }
        }
        return -1;
    }
}
