package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.change.SequenceNumber;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class StreamRangeReaderTests {

    private static final StreamRange RANGE =
            new StreamRange("arn", "shard-1", new SequenceNumber("98"), new SequenceNumber("101"));

    private final Deque<GetRecordsResponse> pages = new ArrayDeque<>();

    /** Answers with the pages, the last one without an iterator; DynamoDB Local can't be made to answer like that. */
    private final DynamoDbStreamsClient streams = new DynamoDbStreamsClient() {

        @Override
        public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
            assertThat(request.sequenceNumber()).isEqualTo("98");
            if (pages.isEmpty()) {
                throw TrimmedDataAccessException.builder().build();
            }
            return GetShardIteratorResponse.builder().shardIterator("first").build();
        }

        @Override
        public GetRecordsResponse getRecords(GetRecordsRequest request) {
            return pages.remove();
        }

        @Override
        public String serviceName() {
            return "streams";
        }

        @Override
        public void close() {}
    };

    @Test
    void readsOnOverEmptyPagesUpToTheLastRecord() {
        page("next", "98", "99");
        page("next");
        page("next", "100", "101", "102");
        page("next", "103");

        assertThat(new StreamRangeReader(streams).read(RANGE))
                .extracting(record -> record.getDynamodb().getSequenceNumber())
                .containsExactly("98", "99", "100", "101");
        assertThat(pages).hasSize(1);
    }

    @Test
    void tellsOfRecordsThatAreGone() {
        assertGone();
        page(null, "99", "100", "101");
        assertGone();
        pages.clear();
        page(null, "98", "99", "100");
        assertGone();
    }

    private void assertGone() {
        assertThatThrownBy(() -> new StreamRangeReader(streams).read(RANGE))
                .isInstanceOf(TrimmedRecordsException.class)
                .hasMessage("records 98 to 101 of shard shard-1 of stream arn are gone: a stream keeps its records for "
                        + "24 hours, and ends with its table. An on-failure destination in S3 keeps them whole");
    }

    private void page(String next, String... numbers) {
        List<Record> records = Stream.of(numbers)
                .map(number -> Record.builder()
                        .dynamodb(stream -> stream.sequenceNumber(number))
                        .build())
                .toList();
        pages.add(GetRecordsResponse.builder()
                .records(records)
                .nextShardIterator(next)
                .build());
    }
}
