package io.millrace.testkit.streams;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a request, and what its parameters must be. Source: "Actions" in the Amazon DynamoDB Streams API Reference. */
record Request(JsonNode body) {

    private static final int SHORTEST_ARN = 37;
    private static final int SHORTEST_SHARD_ID = 28;
    private static final int LONGEST_SHARD_ID = 65;

    String streamArn() {
        String arn = required("StreamArn");
        if (arn.length() < SHORTEST_ARN) {
            throw wrong(arn, "StreamArn", "Member must have length greater than or equal to " + SHORTEST_ARN);
        }
        return arn;
    }

    String shardId(String name) {
        String id = required(name);
        if (id.length() < SHORTEST_SHARD_ID || id.length() > LONGEST_SHARD_ID) {
            throw wrong(
                    id,
                    name,
                    "Member must have length between %d and %d".formatted(SHORTEST_SHARD_ID, LONGEST_SHARD_ID));
        }
        return id;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(body.path(name).stringValue(null));
    }

    String required(String name) {
        return text(name).orElseThrow(() -> wrong(null, name, "Member must not be null"));
    }

    /** How many things at most are wanted: as many as an answer can have if nothing is said. */
    int limit(int most) {
        JsonNode limit = body.path("Limit");
        if (limit.isMissingNode() || limit.isNull()) {
            return most;
        }
        if (limit.asInt() < 1 || limit.asInt() > most) {
            throw wrong(limit.asString(), "Limit", "Member must have value between 1 and " + most);
        }
        return limit.asInt();
    }

    Optional<Request> part(String name) {
        return Optional.of(body.path(name)).filter(JsonNode::isObject).map(Request::new);
    }

    static StreamsError wrong(@Nullable Object value, String name, String constraint) {
        return StreamsError.invalid("1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
                .formatted(value, Character.toLowerCase(name.charAt(0)) + name.substring(1), constraint));
    }
}
