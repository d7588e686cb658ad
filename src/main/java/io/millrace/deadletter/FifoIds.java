package io.millrace.deadletter;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.dispatch.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a FIFO queue wants to know of a message. Both are digests: a queue's attributes are no place for keys.
 *
 * @param group the same for all records of an item
 * @param deduplication the same for all dead letters of one record in one handler
 */
record FifoIds(String group, String deduplication) {

    static FifoIds of(DeadLetter letter) {
        Map<String, AttributeValue> keys = letter.record().getDynamodb().getKeys();
        String item = letter.table() + new TreeMap<>(Objects.requireNonNullElse(keys, Map.of()));
        String failure = "%s/%s/%s/%s/%s"
                .formatted(
                        letter.table(),
                        letter.failure().route(),
                        letter.failure().handler(),
                        letter.record().getEventID(),
                        letter.failure().sequenceNumber());
        return new FifoIds(digest(item), digest(failure));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
