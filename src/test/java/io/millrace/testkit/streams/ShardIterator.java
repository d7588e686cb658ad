package io.millrace.testkit.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * A place in a shard. As text it begins with the stream's ARN, as at AWS, and is good for a quarter of an hour. Source:
 * "GetShardIterator" in the Amazon DynamoDB Streams API Reference.
 *
 * @param from the lowest sequence number that is to be read
 * @param made when it was returned to who asked
 */
record ShardIterator(String streamArn, String shardId, BigInteger from, Instant made) {

    private static final Duration LIFE = Duration.ofMinutes(15);

    static ShardIterator parse(String text) {
        try {
            String[] parts = text.split("\\|", 3);
            String[] place = new String(Base64.getDecoder().decode(parts[2]), UTF_8).split(" ");
            return new ShardIterator(parts[0], place[0], new BigInteger(place[1]), Instant.parse(place[2]));
        } catch (RuntimeException e) {
            throw StreamsError.invalid("Invalid ShardIterator");
        }
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(made.plus(LIFE));
    }

    String text() {
        byte[] place = "%s %s %s".formatted(shardId, from, made).getBytes(UTF_8);
        return "%s|1|%s".formatted(streamArn, Base64.getEncoder().encodeToString(place));
    }
}
