package io.millrace.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The ids that a FIFO queue or topic needs for each message. Both are digests, since ids are visible in the queue's attributes
 * and shorter than keys may be.
 *
 * @param group the same for all messages that have to stay in order
 * @param deduplication the same for a repeated message
 */
public record FifoIds(String group, String deduplication) {

    /** Creates digests of both texts. */
    public static FifoIds of(String group, String deduplication) {
        return new FifoIds(digest(group), digest(deduplication));
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
