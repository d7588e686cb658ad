package io.millrace.redrive;

import io.millrace.change.SequenceNumber;
import io.millrace.mapping.StreamRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A batch that Lambda discarded, as it reports it to an on-failure destination. Source: "Retain discarded records for a DynamoDB
 * event source" in the AWS Lambda Developer Guide.
 *
 * @param range where the records are in their stream
 * @param payload the event itself; only S3 receives it
 */
record ReplayedBatch(StreamRange range, @Nullable String payload) {

    private static final String BATCH = "DDBStreamBatchInfo";

    /** Reads a batch; empty if the JSON is something else. */
    static Optional<ReplayedBatch> of(JsonNode json) {
        return json.path(BATCH).isObject() ? Optional.of(read(json)) : Optional.empty();
    }

    private static ReplayedBatch read(JsonNode json) {
        JsonNode batch = json.path(BATCH);
        StreamRange range = new StreamRange(
                text(batch, "streamArn"),
                text(batch, "shardId"),
                new SequenceNumber(text(batch, "startSequenceNumber")),
                new SequenceNumber(text(batch, "endSequenceNumber")));
        return new ReplayedBatch(range, payload(json.path("payload")));
    }

    private static String text(JsonNode batch, String name) {
        if (!batch.path(name).isString()) {
            throw new UnreadableEntryException("its %s has no '%s'".formatted(BATCH, name));
        }
        return batch.path(name).stringValue();
    }

    /** Lambda writes the event as a JSON string; entries written by hand may contain it as an object. */
    private static @Nullable String payload(JsonNode payload) {
        if (payload.isString()) {
            return payload.stringValue();
        }
        return payload.isObject() ? payload.toString() : null;
    }
}
