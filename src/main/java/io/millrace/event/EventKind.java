package io.millrace.event;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What an event is that is not one of DynamoDB Streams. Only looked into when something went wrong. */
record EventKind(Optional<String> name) {

    private static final Map<String, String> SOURCES = Map.of(
            "aws:sqs", "an SQS event",
            "aws:kinesis", "a Kinesis event",
            "aws:sns", "an SNS event",
            "aws:s3", "an S3 event",
            "aws:kafka", "a Kafka event",
            "aws:ses", "an SES event");

    static EventKind of(byte[] json) {
        JsonNode event = tree(json);
        JsonNode record = event.path("Records").path(0);
        String source =
                record.path("eventSource").asString(record.path("EventSource").asString(""));
        if (!source.isEmpty() && !source.equals("aws:dynamodb")) {
            String other = "an event of source '%s'".formatted(source.length() > 40 ? "…" : source);
            return new EventKind(Optional.of(SOURCES.getOrDefault(source, other)));
        }
        return new EventKind(byFields(event));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<String> byFields(JsonNode event) {
        if (event.has("detail-type")) {
            return Optional.of("an EventBridge event");
        }
        if (event.has("httpMethod") || event.has("routeKey")) {
            return Optional.of("an API Gateway event");
        }
        return Optional.ofNullable(event.has("requestContext") ? "an HTTP event" : null);
    }

    /** The message for a reader who expected a DynamoDB stream event. */
    String describe(String problem) {
        return name.map(
                        "This is not a DynamoDB stream event but %s: check the function's event source mapping."
                                ::formatted)
                .orElseGet(() -> "This is not a DynamoDB stream event: %s.".formatted(problem));
    }
}
