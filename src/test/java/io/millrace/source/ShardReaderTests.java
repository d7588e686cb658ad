package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.SequenceNumber;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** What DynamoDB Local can't be made to answer. */
class ShardReaderTests {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:30Z");
    private static final ShardName SHARD = new ShardName("orders", "arn", "shard-1");

    private final Deque<Object> pages = new ArrayDeque<>();
    private final Deque<RuntimeException> iterators = new ArrayDeque<>();
    private final List<String> begun = new ArrayList<>();
    private final AtomicInteger trimmed = new AtomicInteger();

    private final DynamoDbStreamsClient streams = new DynamoDbStreamsClient() {

        @Override
        public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
            if (!iterators.isEmpty()) {
                throw iterators.remove();
            }
            begun.add(request.shardIteratorType()
                    + (request.sequenceNumber() == null ? "" : " " + request.sequenceNumber()));
            return GetShardIteratorResponse.builder().shardIterator("iterator").build();
        }

        @Override
        public GetRecordsResponse getRecords(GetRecordsRequest request) {
            Object page = pages.remove();
            if (page instanceof RuntimeException failure) {
                throw failure;
            }
            return (GetRecordsResponse) page;
        }

        @Override
        public String serviceName() {
            return "streams";
        }

        @Override
        public void close() {}
    };

    @Test
    void reportsRecordsThatWereGoneBeforeTheyWereRead() {
        pages.add(page("1", "2"));
        pages.add(TrimmedDataAccessException.builder().build());
        pages.add(page("7", "8"));
        ShardReader reader = reader(Optional.empty());

        assertThat(read(reader)).containsExactly("1", "2");
        assertThat(read(reader)).containsExactly("7", "8");
        assertThat(begun).containsExactly("TRIM_HORIZON", "TRIM_HORIZON");
        assertThat(trimmed).hasValue(1);
    }

    @Test
    void reportsThemWhenThePlaceWhereItWasIsGoneAtTheStart() {
        iterators.add(TrimmedDataAccessException.builder().build());
        pages.add(page("7"));

        assertThat(read(reader(Optional.of(new SequenceNumber("2"))))).containsExactly("7");
        assertThat(begun).containsExactly("TRIM_HORIZON");
        assertThat(trimmed).hasValue(1);
    }

    @Test
    void takesAShardWithNothingButOldRecordsForAnEmptyOne() {
        pages.add(page("1"));
        pages.add(TrimmedDataAccessException.builder().build());
        pages.add(TrimmedDataAccessException.builder().build());
        pages.add(page("2"));
        ShardReader reader = reader(Optional.empty());

        assertThat(read(reader)).containsExactly("1");
        assertThat(read(reader)).isEmpty();
        assertThat(read(reader)).containsExactly("2");
    }

    @Test
    void handsOutWithItsPageARecordThatItCannotConvert() {
        Record odd = record("1", NOW).toBuilder()
                .dynamodb(stream -> stream.sequenceNumber("1")
                        .newImage(java.util.Map.of("a", AttributeValue.builder().build())))
                .build();
        pages.add(GetRecordsResponse.builder()
                .records(odd, record("2", NOW))
                .nextShardIterator("next")
                .build());

        assertThat(read(reader(Optional.empty()))).containsExactly("1", "2");
    }

    private ShardReader reader(Optional<SequenceNumber> after) {
        return new ShardReader(streams, SHARD, after, trimmed::incrementAndGet);
    }

    private static List<String> read(ShardReader reader) {
        return reader.read().records().stream()
                .map(DynamodbStreamRecord::getDynamodb)
                .map(stream -> stream.getSequenceNumber())
                .toList();
    }

    private static GetRecordsResponse page(String... numbers) {
        return GetRecordsResponse.builder()
                .records(Stream.of(numbers).map(number -> record(number, NOW)).toList())
                .nextShardIterator("next")
                .build();
    }

    private static Record record(String number, Instant created) {
        return Record.builder()
                .eventName("INSERT")
                .dynamodb(stream -> stream.sequenceNumber(number).approximateCreationDateTime(created))
                .build();
    }
}
