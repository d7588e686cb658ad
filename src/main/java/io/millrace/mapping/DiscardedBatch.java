package io.millrace.mapping;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.time.Instant;

/**
 * Records that are not delivered any more. Source: "Retain discarded records for a DynamoDB event source" in the AWS
 * Lambda Developer Guide.
 *
 * @param event the records
 * @param deliveries how often they were delivered
 * @param first when the change of the first record was made
 * @param last when the change of the last record was made
 * @param at when they were discarded
 */
public record DiscardedBatch(
        StreamRange range,
        DynamodbEvent event,
        Condition condition,
        int deliveries,
        Instant first,
        Instant last,
        Instant at) {

    /** Why records are discarded. */
    public enum Condition {
        /** They were delivered as often as the mapping allows. */
        RETRY_ATTEMPTS_EXHAUSTED("RetryAttemptsExhausted"),
        /** They are older than the mapping allows. */
        RECORD_AGE_EXCEEDED("RecordAgeExceeded");

        private final String text;

        Condition(String text) {
            this.text = text;
        }

        /** As Lambda spells it. */
        @Override
        public String toString() {
            return text;
        }
    }
}
