package io.millrace.local.dynoxide;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A position in a stream.
 *
 * @param stream its ARN
 * @param after the number of the log's record before it
 * @param made when it was created, in milliseconds since 1970
 */
record ShardIterator(String stream, long after, long made) {

    /** Source: "GetShardIterator" in the Amazon DynamoDB Streams API Reference. */
    private static final Duration LIFE = Duration.ofMinutes(15);

    String text() {
        return Base64.getUrlEncoder().encodeToString(Json.MAPPER.writeValueAsBytes(this));
    }

    /**
     * Parses it.
     *
     * @throws ApiException if it is not an iterator, or too old
     */
    static ShardIterator of(String text, long now) {
        ShardIterator iterator = read(text);
        if (now - iterator.made > LIFE.toMillis()) {
            throw ApiException.expired("Iterator expired. The iterator was created more than 15 minutes ago");
        }
        return iterator;
    }

    private static ShardIterator read(String text) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
            if (Json.MAPPER.readTree(json) instanceof ObjectNode object) {
                return Json.MAPPER.treeToValue(object, ShardIterator.class);
            }
        } catch (IllegalArgumentException | JacksonException e) {
            // reported below
        }
        throw ApiException.invalid("Invalid ShardIterator");
    }
}
