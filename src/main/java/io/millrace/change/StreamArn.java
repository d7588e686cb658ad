package io.millrace.change;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table in a stream ARN, {@code arn:<partition>:dynamodb:<region>:<account>:table/<table>/stream/<label>}. The
 * label is a timestamp, which contains colons. Any partition and any region are accepted (DynamoDB Local writes
 * {@code ddblocal}).
 *
 * @param table the table's name
 */
public record StreamArn(String table) {

    private static final String TABLE = ":table/";
    private static final String STREAM = "/stream/";

    /**
     * Reads the {@code eventSourceARN} of a stream record.
     *
     * @throws MalformedRecordException if it names no table
     */
    public static StreamArn of(String arn) {
        int table = arn.indexOf(TABLE);
        if (!arn.startsWith("arn:") || table < 0) {
            throw notAnArn(arn);
        }
        int stream = arn.indexOf(STREAM, table);
        String name = arn.substring(table + TABLE.length(), stream < 0 ? arn.length() : stream);
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw notAnArn(arn);
        }
        return new StreamArn(name);
    }

    /** The label of the stream; empty where there is none. */
    static Optional<String> label(@Nullable String arn) {
        return Optional.ofNullable(arn)
                .filter(text -> text.contains(STREAM))
                .map(text -> text.substring(text.indexOf(STREAM) + STREAM.length()));
    }

    private static MalformedRecordException notAnArn(String arn) {
        return new MalformedRecordException(("eventSourceARN is '%s', which is not the ARN of a DynamoDB stream. "
                        + "It looks like 'arn:aws:dynamodb:us-east-1:123456789012:table/Products/stream/2026-01-01T00:00:00.000'")
                .formatted(Printable.shortened(arn)));
    }
}
