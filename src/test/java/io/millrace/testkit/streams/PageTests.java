package io.millrace.testkit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/** How much comes at once, and where it ends. */
class PageTests extends StreamsFixture {

    private final String shard = openShard();

    @Test
    void hasAThousandRecordsAtTheMost() {
        IntStream.range(0, 1_200).forEach(n -> table.put("a", n));

        GetRecordsResponse page = page(iterator(shard, ShardIteratorType.TRIM_HORIZON));
        assertThat(page.records()).hasSize(1_000);
        assertThat(values(page(page.nextShardIterator()).records()))
                .hasSize(200)
                .startsWith("a1000")
                .endsWith("a1199");
    }

    @Test
    void hasAsManyRecordsAsAreWanted() {
        table.put("a", 1);
        table.put("a", 2);
        String iterator = iterator(shard, ShardIteratorType.TRIM_HORIZON);

        assertThat(values(client.getRecords(
                                request -> request.shardIterator(iterator).limit(1))
                        .records()))
                .containsExactly("a1");
        assertThatThrownBy(() -> client.getRecords(
                        request -> request.shardIterator(iterator).limit(1_001)))
                .hasMessageStartingWith("1 validation error detected: Value '1001' at 'limit' failed to satisfy "
                        + "constraint: Member must have value between 1 and 1000");
    }

    @Test
    void hasAMegabyteAtTheMost() {
        AttributeValue large = AttributeValue.fromS("x".repeat(390_000));
        IntStream.range(0, 5).forEach(i -> table.put(Map.of("id", AttributeValue.fromS("item" + i), "text", large)));

        GetRecordsResponse page = page(iterator(shard, ShardIteratorType.TRIM_HORIZON));
        assertThat(page.records()).hasSize(2);
        assertThat(page(page.nextShardIterator()).records()).hasSize(2);
    }

    @Test
    void endsWithTheLastRecordsOfAClosedShard() {
        table.put("a", 1);
        String open = page(iterator(shard, ShardIteratorType.TRIM_HORIZON)).nextShardIterator();
        table.put("a", 2);
        table.rollOver();

        GetRecordsResponse last = page(open);
        assertThat(values(last.records())).containsExactly("a2");
        assertThat(last.nextShardIterator()).isNull();
        GetRecordsResponse latest = page(iterator(shard, ShardIteratorType.LATEST));
        assertThat(latest.records()).isEmpty();
        assertThat(latest.nextShardIterator()).isNull();
    }

    @Test
    void endsInAnEmptyPageIfItIsTheManner() {
        server.adopt(Manner.ENDS_IN_AN_EMPTY_PAGE);
        table.put("a", 1);
        table.rollOver();

        GetRecordsResponse records = page(iterator(shard, ShardIteratorType.TRIM_HORIZON));
        assertThat(values(records.records())).containsExactly("a1");
        GetRecordsResponse end = page(records.nextShardIterator());
        assertThat(end.records()).isEmpty();
        assertThat(end.nextShardIterator()).isNull();
    }

    @Test
    void leavesShardsOfADisabledStreamOpenIfItIsTheManner() {
        server.adopt(Manner.OPEN_SHARDS_OF_DISABLED_STREAMS);
        table.put("a", 1);
        table.disableStream();
        table.put("a", 2);

        GetRecordsResponse records = page(iterator(shard, ShardIteratorType.TRIM_HORIZON));
        assertThat(values(records.records())).containsExactly("a1");
        assertThat(records.nextShardIterator()).isNotNull();
    }

    @Test
    void hasEmptyPagesBeforeTheRecordsByScript() {
        table.put("a", 1);
        table.rollOver();
        server.fail("GetRecords", Fault.emptyPage(), Fault.emptyPage());

        GetRecordsResponse page = page(iterator(shard, ShardIteratorType.TRIM_HORIZON));
        for (int i = 0; i < 2; i++) {
            assertThat(page.records()).isEmpty();
            page = page(page.nextShardIterator());
        }
        assertThat(values(page.records())).containsExactly("a1");
        assertThat(page.nextShardIterator()).isNull();
    }
}
