package io.millrace.local.dynoxide;

import com.sun.net.httpserver.Headers;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request in DynamoDB's JSON protocol.
 *
 * @param target such as {@code DynamoDB_20120810.PutItem}; empty if the request has none
 * @param headers the headers of its signature, by their names in lower case
 */
record Call(String target, Map<String, String> headers, byte[] body) {

    private static final Pattern SCOPE = Pattern.compile("Credential=[^/,]*/\\d*/([a-z0-9-]+)/");
    private static final String[] KEPT = {"Authorization", "X-Amz-Date", "Date", "X-Amz-Security-Token", "Content-Type"
    };
    private static final String STREAMS = "DynamoDBStreams_20120810.";

    static final Map<String, String> SIGNED = Map.of(
            "authorization",
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local",
            "x-amz-date",
            "20260101T000000Z",
            "content-type",
            "application/x-amz-json-1.0");

    static Call of(Headers received, byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : KEPT) {
            Optional.ofNullable(received.getFirst(name))
                    .ifPresent(value -> headers.put(name.toLowerCase(Locale.ROOT), value));
        }
        String target = received.getFirst("X-Amz-Target");
        return new Call(target == null ? "" : target, headers, body);
    }

    /** An internal call to the database. */
    static Call toDatabase(String operation, ObjectNode body) {
        return new Call("DynamoDB_20120810." + operation, SIGNED, bytes(body));
    }

    /** An internal call to its streams. */
    static Call toStreams(String operation, ObjectNode body) {
        return new Call(STREAMS + operation, SIGNED, bytes(body));
    }

    private static byte[] bytes(JsonNode json) {
        return Json.MAPPER.writeValueAsBytes(json);
    }

    /** The same with another body. */
    Call with(ObjectNode changed) {
        return new Call(target, headers, bytes(changed));
    }

    boolean isOfStreams() {
        return target.startsWith(STREAMS);
    }

    String operation() {
        return target.substring(target.indexOf('.') + 1);
    }

    /** The Region of its signature. */
    String region() {
        Matcher scope = SCOPE.matcher(headers.getOrDefault("authorization", ""));
        return scope.find() ? scope.group(1) : "us-east-1";
    }

    /**
     * Its body.
     *
     * @throws ApiException if it is not a JSON object
     */
    ObjectNode json() {
        try {
            if (Json.MAPPER.readTree(body) instanceof ObjectNode json) {
                return json;
            }
        } catch (JacksonException e) {
            // reported below
        }
        throw new ApiException("com.amazon.coral.service#SerializationException", "The body is not a JSON object");
    }

    /** A string field of its body; {@code null} if there is none. */
    static @Nullable String text(JsonNode json, String name) {
        return json.path(name).isString() ? json.path(name).asString() : null;
    }
}
