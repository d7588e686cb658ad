package io.millrace.change;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.math.BigInteger;

/**
 * The position of a record in its shard: 21 to 40 digits from DynamoDB, fewer in hand-written records. Two are
 * compared as numbers, but are equal only if their texts are.
 *
 * @param text as in the stream: a batch item failure has to repeat it exactly
 */
public record SequenceNumber(String text) implements Comparable<SequenceNumber> {

    /** The largest number of digits. Source: "StreamRecord" in the Amazon DynamoDB Streams API Reference. */
    public static final int MOST_DIGITS = 40;

    public SequenceNumber {
        if (!isNumber(text)) {
            throw new MalformedRecordException(
                    "SequenceNumber is '%s', which is not a number".formatted(Printable.shortened(text)));
        }
        if (text.length() > MOST_DIGITS) {
            throw new MalformedRecordException(
                    "SequenceNumber has %d digits; the maximum is %d".formatted(text.length(), MOST_DIGITS));
        }
    }

    /**
     * The position of a record.
     *
     * @throws MalformedRecordException if it has none, or one that is not a number
     */
    public static SequenceNumber of(DynamodbStreamRecord record) {
        if (record.getDynamodb() == null || record.getDynamodb().getSequenceNumber() == null) {
            throw new MalformedRecordException(
                    "The record with eventID '%s' has no dynamodb.SequenceNumber, so a failure of it could not be reported. None of its batch is handled."
                            .formatted(Printable.shortened(record.getEventID())));
        }
        return new SequenceNumber(record.getDynamodb().getSequenceNumber());
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Numbers.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    @Override
    public int compareTo(SequenceNumber other) {
        return new BigInteger(text).compareTo(new BigInteger(other.text));
    }

    @Override
    public String toString() {
        return text;
    }
}
