package io.millrace.testkit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/** Where iterators point to, and how long. */
class IteratorTests extends StreamsFixture {

    private final String shard = openShard();

    @Test
    void beginsAtTheOldestAtOrBehindARecordOrAtTheEnd() {
        table.put("a", 1);
        table.put("a", 2);
        table.put("a", 3);
        String second = number(records(shard).get(1));
        String latest = iterator(shard, ShardIteratorType.LATEST);
        table.put("a", 4);

        assertThat(values(from(ShardIteratorType.TRIM_HORIZON, null))).containsExactly("a1", "a2", "a3", "a4");
        assertThat(values(from(ShardIteratorType.AT_SEQUENCE_NUMBER, second))).containsExactly("a2", "a3", "a4");
        assertThat(values(from(ShardIteratorType.AFTER_SEQUENCE_NUMBER, second)))
                .containsExactly("a3", "a4");
        assertThat(values(page(latest).records())).containsExactly("a4");
    }

    private List<Record> from(ShardIteratorType type, @Nullable String number) {
        return page(iterator(table.streamArn(), shard, type, number)).records();
    }

    @Test
    void goesOnWithTheNextIteratorThoughThereIsNothingYet() {
        String next = page(iterator(shard, ShardIteratorType.TRIM_HORIZON)).nextShardIterator();
        assertThat(next).startsWith(table.streamArn() + "|1|");
        table.put("a", 1);

        assertThat(values(page(next).records())).containsExactly("a1");
    }

    @Test
    void isGoodForAQuarterOfAnHour() {
        String iterator = iterator(shard, ShardIteratorType.TRIM_HORIZON);
        clock.pass(Duration.ofMinutes(14));
        String next = page(iterator).nextShardIterator();
        clock.pass(Duration.ofMinutes(1));

        assertThatThrownBy(() -> page(iterator)).isInstanceOf(ExpiredIteratorException.class);
        assertThat(page(next).nextShardIterator()).isNotNull();
    }

    @Test
    void failsWhereTheRecordIsGoneBehindWhichToBegin() {
        table.put("a", 1);
        String first = number(records(shard).get(0));
        clock.pass(Duration.ofHours(20));
        table.put("a", 2);
        clock.pass(Duration.ofHours(5));

        assertThatThrownBy(() -> from(ShardIteratorType.AFTER_SEQUENCE_NUMBER, first))
                .isInstanceOf(TrimmedDataAccessException.class);
        assertThatThrownBy(() -> from(ShardIteratorType.AT_SEQUENCE_NUMBER, first))
                .isInstanceOf(TrimmedDataAccessException.class);
        assertThat(values(from(ShardIteratorType.TRIM_HORIZON, null))).containsExactly("a2");
    }

    @Test
    void failsWhereARecordIsTrimmedBeforeItIsRead() {
        table.put("a", 1);
        clock.pass(Duration.ofHours(24));
        table.put("a", 2);
        String iterator = iterator(shard, ShardIteratorType.TRIM_HORIZON);
        clock.pass(Duration.ofMinutes(1));

        assertThatThrownBy(() -> page(iterator)).isInstanceOf(TrimmedDataAccessException.class);
    }

    @Test
    void beginsAtTheEndOfAnOpenShardWhoseRecordsAreAllTrimmed() {
        table.put("a", 1);
        clock.pass(Duration.ofHours(25));
        String iterator = iterator(shard, ShardIteratorType.TRIM_HORIZON);
        table.put("a", 2);

        assertThat(values(page(iterator).records())).containsExactly("a2");
    }

    @Test
    void refusesWhatIsNotInTheShard() {
        table.put("a", 1);
        table.rollOver();
        String behind = "999999999999999999999";

        assertThatThrownBy(() -> from(ShardIteratorType.AFTER_SEQUENCE_NUMBER, behind))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageStartingWith("Invalid SequenceNumber: %s is not in shard %s", behind, shard);
        assertThatThrownBy(() -> from(ShardIteratorType.AT_SEQUENCE_NUMBER, "x"))
                .hasMessageStartingWith("Invalid SequenceNumber: x is not in shard " + shard);
        assertThatThrownBy(() -> from(ShardIteratorType.AT_SEQUENCE_NUMBER, null))
                .hasMessageStartingWith(
                        "1 validation error detected: Value 'null' at 'sequenceNumber' failed to satisfy "
                                + "constraint: Member must not be null");
    }

    @Test
    void refusesWhatNoStreamHas() {
        String other = "shardId-00000001414576573621-f55eea83";
        assertThatThrownBy(() -> iterator(other, ShardIteratorType.LATEST))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageStartingWith(
                        "Requested resource not found: Shard: %s in Stream: %s not found", other, table.streamArn());
        assertThatThrownBy(() -> iterator("short", ShardIteratorType.LATEST))
                .hasMessageStartingWith("1 validation error detected: Value 'short' at 'shardId' failed to satisfy "
                        + "constraint: Member must have length between 28 and 65");
        assertThatThrownBy(() -> iterator("arn", other, ShardIteratorType.LATEST, null))
                .hasMessageStartingWith("1 validation error detected: Value 'arn' at 'streamArn' failed to satisfy "
                        + "constraint: Member must have length greater than or equal to 37");
        assertThatThrownBy(() -> page("nonsense")).hasMessageStartingWith("Invalid ShardIterator");
    }
}
