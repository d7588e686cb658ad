package io.millrace.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a FIFO queue or topic wants to know of what is sent. Both are digests: a queue's attributes are no place for keys, and
 * have fewer characters than keys may have.
 *
 * @param group the same for all that has to stay in order
 * @param deduplication the same for what is sent again
 */
public record FifoIds(String group, String deduplication) {

    /** Digests of what both are. */
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
