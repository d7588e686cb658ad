package io.millrace.testkit.streams;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.SequenceNumberRange;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * Some partition keys' records of a stream. It is open until it has a child or its stream is disabled; its records live for 24
 * hours, and it for as long after its end. Source: "Change data capture for DynamoDB Streams" in the Amazon DynamoDB Developer
 * Guide.
 */
final class ModelShard {

    static final Duration RETENTION = Duration.ofHours(24);

    private final String id;
    private final @Nullable String parent;
    private final HashRange keys;
    private final BigInteger first;
    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Instant closed;

    /** A record, and what is known of it besides. */
    record Entry(BigInteger number, Instant created, Record record) {

        boolean isTrimmed(Instant now) {
            return created.plus(RETENTION).isBefore(now);
        }
    }

    /** @param first a sequence number below those of its records */
    ModelShard(String id, @Nullable ModelShard parent, HashRange keys, BigInteger first) {
        this.id = id;
        this.parent = parent == null ? null : parent.id;
        this.keys = keys;
        this.first = first;
    }

    String id() {
        return id;
    }

    HashRange keys() {
        return keys;
    }

    boolean isChildOf(String shardId) {
        return shardId.equals(parent);
    }

    boolean isOpen() {
        return closed == null;
    }

    void close(Instant now) {
        closed = isOpen() ? now : closed;
    }

    boolean isGone(Instant now) {
        return closed != null && closed.plus(RETENTION).isBefore(now);
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    /** The last sequence number that it has given out; that of its start for none. */
    BigInteger last() {
        return entries.isEmpty() ? first : entries.get(entries.size() - 1).number();
    }

    /** The number of the oldest record that there still is; one behind the last for none. */
    BigInteger oldest(Instant now) {
        return entries.stream()
                .filter(entry -> !entry.isTrimmed(now))
                .findFirst()
                .map(Entry::number)
                .orElse(last().add(BigInteger.ONE));
    }

    /** Whether a record with this or a higher number was there and isn't any more. */
    boolean isTrimmedAt(BigInteger number, Instant now) {
        return entries.stream().anyMatch(entry -> entry.number().compareTo(number) >= 0 && entry.isTrimmed(now));
    }

    /** Whether a record can have this number. */
    boolean spans(BigInteger number) {
        return number.compareTo(first) >= 0 && (isOpen() || number.compareTo(last()) <= 0);
    }

    /** The records from a number on. */
    List<Entry> from(BigInteger number) {
        return entries.stream()
                .filter(entry -> entry.number().compareTo(number) >= 0)
                .toList();
    }

    Shard described(boolean endless) {
        Optional<BigInteger> end = isOpen() && endless ? Optional.empty() : Optional.of(last());
        return Shard.builder()
                .shardId(id)
                .parentShardId(parent)
                .sequenceNumberRange(SequenceNumberRange.builder()
                        .startingSequenceNumber(first.toString())
                        .endingSequenceNumber(end.map(BigInteger::toString).orElse(null))
                        .build())
                .build();
    }
}
