package io.millrace.testkit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.SequenceNumberRange;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardFilterType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/** How shards open, close and go. */
class ShardLifeTests extends StreamsFixture {

    @Test
    void opensAShardWithoutAnEnd() {
        Shard shard = shards().get(0);

        assertThat(shard.shardId()).matches("shardId-00000001767261600000-[0-9a-f]{8}");
        assertThat(shard.parentShardId()).isNull();
        assertThat(shard.sequenceNumberRange().startingSequenceNumber()).matches("[0-9]{21}");
        assertThat(shard.sequenceNumberRange().endingSequenceNumber()).isNull();
    }

    @Test
    void rollsAnOpenShardOverToAChild() {
        String parent = openShard();
        table.put("a", 1);
        clock.pass(Duration.ofHours(4));
        table.rollOver();
        table.put("a", 2);

        String child = openShard();
        assertThat(child).startsWith("shardId-00000001767276000000-");
        assertThat(shard(child).parentShardId()).isEqualTo(parent);
        assertThat(shard(child).sequenceNumberRange().endingSequenceNumber()).isNull();
        assertThat(shard(parent).sequenceNumberRange().endingSequenceNumber())
                .isEqualTo(number(records(parent).get(0)));
        assertThat(values(records(parent))).containsExactly("a1");
        assertThat(values(records(child))).containsExactly("a2");
    }

    @Test
    void endsAShardWithoutRecordsWhereItBegan() {
        String parent = openShard();
        table.rollOver();

        SequenceNumberRange range = shard(parent).sequenceNumberRange();
        assertThat(range.endingSequenceNumber()).isEqualTo(range.startingSequenceNumber());
    }

    @Test
    void splitsAShardSoThatTheRecordsOfAnItemGoOnInOneOfItsChildren() {
        String parent = openShard();
        List<String> children = table.split(parent);
        for (int n = 0; n < 3; n++) {
            int round = n;
            IntStream.range(0, 20).forEach(i -> table.put("item" + i + "-", round));
        }

        assertThat(children)
                .hasSize(2)
                .allSatisfy(child -> assertThat(shard(child).parentShardId()).isEqualTo(parent));
        List<String> ofFirst = values(records(children.get(0)));
        List<String> ofSecond = values(records(children.get(1)));
        assertThat(ofFirst).isNotEmpty();
        assertThat(ofSecond).isNotEmpty();
        assertThat(ofFirst.size() + ofSecond.size()).isEqualTo(60);
        IntStream.range(0, 20).forEach(i -> {
            String key = "item" + i + "-";
            List<String> there = table.shardOf(key).equals(children.get(0)) ? ofFirst : ofSecond;
            assertThat(there)
                    .filteredOn(value -> value.startsWith(key))
                    .containsExactly(key + "0", key + "1", key + "2");
        });
    }

    @Test
    void givesEachRecordANumberAboveThoseBeforeItInAllShards() {
        List<Record> records = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            table.put("item" + n % 7, n);
            String shard = table.shardOf("item" + n % 7);
            records.add(records(shard).get(records(shard).size() - 1));
            if (n % 10 == 5) {
                table.split(shard);
            } else if (n % 10 == 9) {
                table.rollOver();
            }
        }

        Set<String> ids = new HashSet<>();
        BigInteger last = BigInteger.ZERO;
        for (Record record : records) {
            assertThat(new BigInteger(number(record))).isGreaterThan(last);
            assertThat(ids.add(record.eventID())).isTrue();
            last = new BigInteger(number(record));
        }
    }

    @Test
    void describesShardsPageByPage() {
        for (int i = 0; i < 4; i++) {
            table.rollOver();
        }

        List<String> found = new ArrayList<>();
        String start = null;
        do {
            String from = start;
            DescribeStreamResponse page = client.describeStream(
                    request -> request.streamArn(table.streamArn()).limit(2).exclusiveStartShardId(from));
            page.streamDescription().shards().forEach(shard -> found.add(shard.shardId()));
            start = page.streamDescription().lastEvaluatedShardId();
        } while (start != null);
        assertThat(found).hasSize(5).doesNotHaveDuplicates().contains(openShard());
    }

    @Test
    void describesTheChildrenOfAShardAlone() {
        String parent = openShard();
        List<String> children = table.split(parent);
        table.rollOver(children.get(0));

        assertThat(client.describeStream(request -> request.streamArn(table.streamArn())
                                .shardFilter(filter -> filter.type(ShardFilterType.CHILD_SHARDS)
                                        .shardId(parent)))
                        .streamDescription()
                        .shards())
                .extracting(Shard::shardId)
                .containsExactlyInAnyOrderElementsOf(children);
    }

    @Test
    void closesTheShardsOfADisabledStreamWithoutChildren() {
        String shard = openShard();
        table.put("a", 1);
        table.disableStream();

        assertThat(shards()).hasSize(1);
        assertThat(shard(shard).sequenceNumberRange().endingSequenceNumber()).isNotNull();
        assertThat(page(iterator(shard, ShardIteratorType.TRIM_HORIZON)).nextShardIterator())
                .isNull();
    }

    @Test
    void forgetsAShardADayAfterItsEndThoughItsChildNamesIt() {
        String parent = openShard();
        table.put("a", 1);
        clock.pass(Duration.ofHours(4));
        table.rollOver();
        clock.pass(Duration.ofHours(23));
        assertThat(shards()).hasSize(2);
        assertThat(records(parent)).isEmpty();

        clock.pass(Duration.ofHours(2));

        assertThat(shards()).singleElement().satisfies(child -> {
            assertThat(child.shardId()).isEqualTo(openShard());
            assertThat(child.parentShardId()).isEqualTo(parent);
        });
    }

    @Test
    void describesOpenShardsWithAnEndAsAnotherServerDoes() {
        table.put("a", 1);
        server.adopt(Manner.OPEN_SHARDS_WITH_AN_END);

        Shard shard = shard(openShard());
        assertThat(shard.sequenceNumberRange().endingSequenceNumber())
                .isEqualTo(number(records(shard.shardId()).get(0)));
    }
}
