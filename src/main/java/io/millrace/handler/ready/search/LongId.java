package io.millrace.handler.ready.search;

import io.millrace.aws.Characters;
import io.millrace.change.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Ids have 512 bytes at most, and an item's keys more than 3,000. Source: "Index API" in the documentation of OpenSearch, and
 * "Quotas in Amazon DynamoDB" in the Amazon DynamoDB Developer Guide.
 */
final class LongId {

    private static final int MOST_BYTES = 512;
    private static final String MARK = "#sha256-";
    private static final Pattern DIGESTED = Pattern.compile(MARK + "[0-9a-f]{64}$");

    /** Of what is kept, so that the mark and a digest have room behind it, whatever character is the last one. */
    private static final int KEPT_BYTES = 432;

    private LongId() {}

    /**
     * The id, or its beginning with its digest. What looks like that already gets a digest too, so that no two are the same.
     *
     * @throws IllegalArgumentException if it has half a character
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
