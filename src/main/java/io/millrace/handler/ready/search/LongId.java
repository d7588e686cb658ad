package io.millrace.handler.ready.search;

import io.millrace.aws.Characters;
import io.millrace.change.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Shortens ids: an id has at most 512 bytes, and an item's keys may have more than 3,000. Source: "Index API" in the
 * documentation of OpenSearch, and "Quotas in Amazon DynamoDB" in the Amazon DynamoDB Developer Guide.
 */
final class LongId {

    private static final int MOST_BYTES = 512;
    private static final String MARK = "#sha256-";
    private static final Pattern DIGESTED = Pattern.compile(MARK + "[0-9a-f]{64}$");

    /** The bytes that are kept, so that the mark and a digest fit behind them, whatever the last character is. */
    private static final int KEPT_BYTES = 432;

    private LongId() {}

    /**
     * Returns the id, or its beginning with its digest. An id that looks like that already gets a digest as well, so that ids
     * stay unique.
     *
     * @throws IllegalArgumentException if it contains an unpaired surrogate
     */
    static String fitting(String id) {
        byte[] bytes = Characters.whole("the id of the document", id).getBytes(StandardCharsets.UTF_8);
        return bytes.length > MOST_BYTES || DIGESTED.matcher(id).find() ? beginning(id) + MARK + Sha256.of(bytes) : id;
    }

    private static String beginning(String id) {
        int end = 0;
        for (int bytes = 0; end < id.length() && bytes < KEPT_BYTES; end = id.offsetByCodePoints(end, 1)) {
            bytes += Character.toString(id.codePointAt(end)).getBytes(StandardCharsets.UTF_8).length;
        }
        return id.substring(0, end);
    }
}
