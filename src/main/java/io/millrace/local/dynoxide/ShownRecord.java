package io.millrace.local.dynoxide;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts records of the program into those that AWS would write. All differences are handled here: dynoxide 1.2.1
 * logs writes that change nothing, numbers events and sequences from 1 in each table, orders attributes at random,
 * and writes the identity of time to live in lower case. Source: "Record" in the Amazon DynamoDB Streams API
 * Reference.
 */
final class ShownRecord {

    /** Sequence numbers have 21 digits. */
    private static final BigInteger FIRST = BigInteger.TEN.pow(20);

    private ShownRecord() {}

    /** The record; empty for one that AWS would not write. */
    static Optional<ObjectNode> of(ObjectNode logged, KnownStream stream, String region) {
        JsonNode change = logged.path("dynamodb");
        if (isModify(logged) && isSame(change.path("OldImage"), change.path("NewImage"))) {
            return Optional.empty();
        }
        ObjectNode record = Json.object()
                .put("eventID", eventId(stream, EngineLog.number(logged)))
                .put("eventName", logged.path("eventName").asString())
                .put("eventVersion", "1.1")
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", region);
        record.set("dynamodb", change(change, stream, EngineLog.number(logged)));
        if (logged.path("userIdentity").isObject()) {
            record.putObject("userIdentity")
                    .put(
                            "PrincipalId",
                            logged.path("userIdentity").path("principalId").asString())
                    .put("Type", logged.path("userIdentity").path("type").asString());
        }
        return Optional.of(record);
    }

    private static boolean isModify(ObjectNode logged) {
        return logged.path("eventName").asString().equals("MODIFY");
    }

    private static ObjectNode change(JsonNode logged, KnownStream stream, long number) {
        ObjectNode change = Json.object();
        change.set("ApproximateCreationDateTime", logged.path("ApproximateCreationDateTime"));
        change.set("Keys", keys(logged.path("Keys"), stream));
        int size = change.path("Keys").toString().length();
        for (String image : List.of("NewImage", "OldImage")) {
            boolean shown = stream.viewType().equals("NEW_AND_OLD_IMAGES")
                    || stream.viewType().equals(image.equals("NewImage") ? "NEW_IMAGE" : "OLD_IMAGE");
            if (shown && logged.path(image).isObject()) {
                change.set(image, image(logged.path(image), stream));
                size += change.path(image).toString().length();
            }
        }
        return change.put("SequenceNumber", sequenceNumber(number))
                .put("SizeBytes", size)
                .put("StreamViewType", stream.viewType());
    }

    private static ObjectNode keys(JsonNode logged, KnownStream stream) {
        ObjectNode keys = Json.object();
        stream.keys().forEach(key -> {
            String name = key.path("AttributeName").asString();
            keys.set(name, logged.path(name));
        });
        return keys;
    }

    /** An image with its keys first, and its other attributes by name. */
    private static ObjectNode image(JsonNode logged, KnownStream stream) {
        ObjectNode image = keys(logged, stream);
        logged.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(attribute -> image.set(attribute.getKey(), attribute.getValue()));
        return image;
    }

    /** Whether two images, or values in them, are equal; the order of sets does not matter. */
    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isObject() && other.isObject()) {
            return one.size() == other.size()
                    && one.properties().stream()
                            .allMatch(entry -> entry.getKey().endsWith("S")
                                            && entry.getValue().isArray()
                                    ? elements(entry.getValue()).equals(elements(other.path(entry.getKey())))
                                    : isSame(entry.getValue(), other.path(entry.getKey())));
        }
        if (one.isArray() && other.isArray() && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                if (!isSame(one.get(i), other.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return one.equals(other);
    }

    private static List<String> elements(JsonNode set) {
        List<String> elements = new ArrayList<>();
        set.forEach(element -> elements.add(element.asString()));
        elements.sort(Comparator.naturalOrder());
        return elements;
    }

    private static String eventId(KnownStream stream, long number) {
        String name = "%s/%s/%d".formatted(stream.table(), stream.label(), number);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    /** The sequence number of the log's record with this number. */
    static String sequenceNumber(long number) {
        return FIRST.add(BigInteger.valueOf(number)).toString();
    }

    /**
     * The number of the log's record with this sequence number.
     *
     * @throws ApiException if it is not such a sequence number
     */
    static long number(String sequenceNumber) {
        if (!sequenceNumber.matches("\\d{1,40}")) {
            throw ApiException.invalid("Invalid SequenceNumber: %s".formatted(sequenceNumber));
        }
        BigInteger number = new BigInteger(sequenceNumber).subtract(FIRST);
        return number.signum() < 0
                ? 0
                : number.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }
}
