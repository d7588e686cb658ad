package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.change.SequenceNumber;
import io.millrace.mapping.StreamRange;
import io.millrace.testkit.streams.Fault;
import io.millrace.testkit.streams.ModelTable;
import io.millrace.testkit.streams.StreamsServer;
import io.millrace.testkit.streams.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class StreamRangeReaderTests {

    private final TestClock clock = new TestClock();

    @AutoClose
    private final StreamsServer server = StreamsServer.start(clock);

    @AutoClose
    private final DynamoDbStreamsClient streams = server.client();

    private final ModelTable table = server.table("orders", StreamViewType.NEW_AND_OLD_IMAGES);
    private final String shard = table.openShards().get(0);
    private StreamRange range;

    /** Five records, of which the second to the fourth are wanted. */
    @BeforeEach
    void write() {
        table.put("a", 1);
        table.put("a", 2);
        table.put("a", 3);
        clock.pass(Duration.ofHours(1));
        table.put("a", 4);
        table.put("a", 5);
        List<String> numbers = numbers();
        range = new StreamRange(
                table.streamArn(), shard, new SequenceNumber(numbers.get(1)), new SequenceNumber(numbers.get(3)));
    }

    private List<String> numbers() {
        String iterator = streams.getShardIterator(request -> request.streamArn(table.streamArn())
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return streams.getRecords(request -> request.shardIterator(iterator)).records().stream()
                .map(record -> record.dynamodb().sequenceNumber())
                .toList();
    }

    @Test
    void readsOnOverEmptyPagesUpToTheLastRecord() {
        server.fail("GetRecords", Fault.emptyPage(), Fault.emptyPage());

        assertThat(new StreamRangeReader(streams).read(range))
                .extracting(
                        record -> record.getDynamodb().getNewImage().get("n").getN())
                .containsExactly("2", "3", "4");
    }

    @Test
    void tellsOfRecordsThatAreGone() {
        clock.pass(Duration.ofHours(23).plusMinutes(30));
        assertGone();
        clock.pass(Duration.ofHours(1));
        assertGone();
        table.disableStream();
        assertGone();
        clock.pass(Duration.ofHours(25));
        assertGone();
    }

    @Test
    void tellsOfRecordsThatWereNeverThere() {
        table.disableStream();
        SequenceNumber beyond = new SequenceNumber("9" + range.last().text());
        StreamRange wider = new StreamRange(range.streamArn(), shard, range.first(), beyond);

        assertThatThrownBy(() -> new StreamRangeReader(streams).read(wider))
                .isInstanceOf(TrimmedRecordsException.class)
                .hasMessageStartingWith(wider + " are gone");
    }

    private void assertGone() {
        assertThatThrownBy(() -> new StreamRangeReader(streams).read(range))
                .isInstanceOf(TrimmedRecordsException.class)
                .hasMessage(
                        "records %s to %s of shard %s of stream %s are gone: a stream keeps its records for 24 hours, and ends with its table. An on-failure destination in S3 keeps them whole",
                        range.first(), range.last(), shard, range.streamArn());
    }
}
