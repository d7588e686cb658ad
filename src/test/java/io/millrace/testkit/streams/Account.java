package io.millrace.testkit.streams;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** All streams that there are. Whoever uses it holds its monitor. */
final class Account {

    /** The lowest of 21 digits; a stream has the numbers of another, too. */
    private static final BigInteger FIRST_NUMBER = BigInteger.TEN.pow(20);

    private final InstantSource clock;
    private final TreeMap<String, ModelStream> streams = new TreeMap<>();
    private final Set<Manner> manners = EnumSet.noneOf(Manner.class);
    private BigInteger firstNumber = FIRST_NUMBER;

    Account(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    void adopt(Manner manner) {
        manners.add(manner);
    }

    boolean has(Manner manner) {
        return manners.contains(manner);
    }

    void firstNumber(BigInteger number) {
        firstNumber = number;
    }

    /** A table can have many one after the other, each with a label of its own. */
    ModelStream enable(String table, StreamViewType view, TableKeys keys, int shards) {
        Instant enabled = now();
        StreamName name = StreamName.of(table, enabled);
        for (int millis = 1; streams.containsKey(name.arn()); millis++) {
            name = StreamName.of(table, enabled.plusMillis(millis));
        }
        ModelStream stream = new ModelStream(name, view, keys, enabled, firstNumber);
        stream.open(HashRange.ALL.parts(shards), null, enabled);
        streams.put(name.arn(), stream);
        return stream;
    }

    void disable(ModelStream stream) {
        stream.disable(now(), !has(Manner.OPEN_SHARDS_OF_DISABLED_STREAMS));
    }

    /** Streams of a table, or of all, that there still are. */
    List<ModelStream> streams(@Nullable String table) {
        Instant now = now();
        Stream<ModelStream> there = new ArrayList<>(streams.values()).stream().filter(stream -> !stream.isGone(now));
        return there.filter(stream -> table == null || stream.name().table().equals(table))
                .toList();
    }

    ModelStream stream(String arn) {
        return streams(null).stream()
                .filter(stream -> stream.name().arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> StreamsError.notFound("Stream: %s not found".formatted(arn)));
    }
}
