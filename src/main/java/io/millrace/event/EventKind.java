package io.millrace.event;

import io.millrace.change.Printable;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kind of an event that is not from DynamoDB Streams. It is only determined for an error message. */
record EventKind(Optional<String> name) {

    private static final Map<String, String> SOURCES = Map.of(
            "aws:sqs", "an SQS event",
            "aws:kinesis", "a Kinesis event",
            "aws:sns", "an SNS event",
            "aws:s3", "an S3 event",
            "aws:kafka", "a Kafka event",
            "aws:ses", "an SES event");

    static EventKind of(JsonSlice event) {
        String source = source(event.field("Records"));
        if (source != null && !source.equals("aws:dynamodb")) {
            String other = "an event of source '%s'".formatted(source.length() > 40 ? "…" : Printable.of(source));
            return new EventKind(Optional.of(SOURCES.getOrDefault(source, other)));
        }
        return new EventKind(byFields(event));
    }

    private static @Nullable String source(@Nullable JsonSlice records) {
        if (records == null || !records.isArray() || records.parts().isEmpty()) {
            return null;
        }
        JsonSlice record = records.parts().get(0);
        JsonSlice source =
                record.field("eventSource") == null ? record.field("EventSource") : record.field("eventSource");
        return source == null ? null : source.string();
    }

    private static Optional<String> byFields(JsonSlice event) {
        if (event.field("detail-type") != null) {
            return Optional.of("an EventBridge event");
        }
        if (event.field("httpMethod") != null || event.field("routeKey") != null) {
            return Optional.of("an API Gateway event");
        }
        return event.field("requestContext") == null ? Optional.empty() : Optional.of("an HTTP event");
    }

    /** The message for a reader who expected a DynamoDB stream event. */
    String describe(String problem) {
        return name.map(
                        "This is not a DynamoDB stream event but %s: check the function's event source mapping."
                                ::formatted)
                .orElseGet(() -> "This is not a DynamoDB stream event: %s.".formatted(problem));
    }
}
