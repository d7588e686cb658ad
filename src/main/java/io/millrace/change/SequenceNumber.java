package io.millrace.change;

import java.math.BigInteger;

/**
 * The position of a record in its shard: 21 to 40 digits, compared as a number.
 *
 * @param text as the stream wrote it, which is what a batch item failure has to repeat
 */
public record SequenceNumber(String text) implements Comparable<SequenceNumber> {

    public SequenceNumber {
        if (text.isEmpty() || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new MalformedRecordException("SequenceNumber is '%s', which is not a number".formatted(text));
        }
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
