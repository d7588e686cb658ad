package io.millrace.idempotency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;

import io.millrace.dispatch.WorkId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * The key of a task's entry: the task's parts in order, separated by slashes. A slash, a percent sign and each character that
 * is not visible ASCII is written as % and the four hexadecimal digits of each of its UTF-16 units, so that keys are unique
 * and each character is one byte.
 */
final class EntryKey {

    /** The most bytes ("Quotas in Amazon DynamoDB"). */
    private static final int LONGEST = 2048;

    /** Marks a digest. No escaped part contains it. */
    private static final String CUT = "%sha256:";

    private static final int DIGEST_LENGTH = 64;

    private EntryKey() {}

    static String of(WorkId work) {
        return limited(Stream.of(
                        work.table(),
                        work.route(),
                        work.handler(),
                        work.record().eventId(),
                        work.record().sequenceNumber(),
                        work.record().item())
                .map(EntryKey::escaped)
                .collect(joining("/")));
    }

    private static String escaped(String part) {
        return part.chars().mapToObj(EntryKey::escaped).collect(joining());
    }

    private static String escaped(int unit) {
        boolean plain = unit > ' ' && unit <= '~' && unit != '/' && unit != '%';
        return plain ? Character.toString(unit) : "%%%04X".formatted(unit);
    }

    /** Keeps a readable beginning, followed by a digest of the whole key. */
    private static String limited(String key) {
        return key.length() <= LONGEST
                ? key
                : key.substring(0, LONGEST - CUT.length() - DIGEST_LENGTH) + CUT + digest(key);
    }

    private static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
