package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.SequenceNumber;
import io.millrace.testkit.streams.Fault;
import io.millrace.testkit.streams.ModelTable;
import io.millrace.testkit.streams.StreamsServer;
import io.millrace.testkit.streams.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class ShardReaderTests {

    private final TestClock clock = new TestClock();

    @AutoClose
    private final StreamsServer server = StreamsServer.start(clock);

    @AutoClose
    private final DynamoDbStreamsClient streams = server.client();

    private final ModelTable table = server.table("orders", StreamViewType.NEW_AND_OLD_IMAGES);
    private final String shard = table.openShards().get(0);
    private final AtomicInteger trimmed = new AtomicInteger();
    private final ShardReader reader = reader(Optional.empty());

    @Test
    void readsOnWhereItWasThoughItsIteratorHasExpired() {
        table.put("a", 1);
        assertThat(read(reader)).containsExactly("a1");
        clock.pass(Duration.ofHours(1));
        table.put("a", 2);

        assertThat(read(reader)).containsExactly("a2");
    }

    @Test
    void endsWithTheLastRecordOfAShardThatIsClosed() {
        table.put("a", 1);
        assertThat(reader.read().last()).isFalse();
        table.put("a", 2);
        table.rollOver();

        ShardReader.Page page = reader.read();
        assertThat(values(page)).containsExactly("a2");
        assertThat(page.last()).isTrue();
    }

    @Test
    void readsOverEmptyPagesUpToTheEndOfAShardThatIsClosed() {
        server.fail("GetRecords", Fault.emptyPage(), Fault.emptyPage());
        table.put("a", 1);
        table.rollOver();

        assertThat(untilTheEnd()).containsExactly("a1");
    }

    private List<String> untilTheEnd() {
        List<String> values = new ArrayList<>();
        ShardReader.Page page;
        do {
            page = reader.read();
            values.addAll(values(page));
        } while (!page.last());
        return values;
    }

    @Test
    void reportsRecordsThatWereGoneBeforeTheyWereRead() {
        table.put("a", 1);
        table.put("a", 2);
        assertThat(read(reader)).containsExactly("a1", "a2");
        table.put("a", 3);
        clock.pass(Duration.ofHours(25));
        table.put("a", 4);

        assertThat(read(reader)).containsExactly("a4");
        assertThat(trimmed).hasValue(1);
    }

    @Test
    void reportsThemWhenThePlaceWhereItWasIsGoneAtTheStart() {
        table.put("a", 1);
        SequenceNumber first = SequenceNumber.of(reader.read().records().get(0));
        table.put("a", 2);
        clock.pass(Duration.ofHours(25));
        table.put("a", 3);

        assertThat(read(reader(Optional.of(first)))).containsExactly("a3");
        assertThat(trimmed).hasValue(1);
    }

    @Test
    void takesAShardWithNothingButOldRecordsForAnEmptyOne() {
        table.put("a", 1);
        assertThat(read(reader)).containsExactly("a1");
        clock.pass(Duration.ofHours(25));
        assertThat(read(reader)).isEmpty();
        server.fail("GetRecords", Fault.trimmedData(), Fault.trimmedData());

        assertThat(read(reader)).isEmpty();
        table.put("a", 2);
        assertThat(read(reader)).containsExactly("a2");
    }

    @Test
    void handsOutWithItsPageARecordThatItCannotConvert() {
        table.put(Map.of(
                "id",
                AttributeValue.fromS("odd"),
                "n",
                AttributeValue.fromN("1"),
                "typeless",
                AttributeValue.builder().build()));
        table.put("a", 2);

        assertThat(read(reader)).containsExactly("odd1", "a2");
    }

    private ShardReader reader(Optional<SequenceNumber> after) {
        ShardName name = new ShardName("orders", table.streamArn(), shard);
        return new ShardReader(streams, name, after, trimmed::incrementAndGet);
    }

    private static List<String> read(ShardReader reader) {
        return values(reader.read());
    }

    private static List<String> values(ShardReader.Page page) {
        return page.records().stream()
                .map(DynamodbStreamRecord::getDynamodb)
                .map(told -> told.getNewImage().get("id").getS()
                        + told.getNewImage().get("n").getN())
                .toList();
    }
}
