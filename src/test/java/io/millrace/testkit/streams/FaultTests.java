package io.millrace.testkit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;

/** What goes wrong by script, and too many readers. */
class FaultTests extends StreamsFixture {

    private final String shard = openShard();

    @ParameterizedTest
    @CsvSource({
        "LimitExceededException,400",
        "ProvisionedThroughputExceededException,400",
        "ExpiredIteratorException,400",
        "TrimmedDataAccessException,400",
        "ResourceNotFoundException,400",
        "ValidationException,400",
        "InternalServerError,500"
    })
    void answersOnceWithAnErrorThatTheSdkKnows(String code, int status) {
        table.put("a", 1);
        String iterator = iterator(shard, ShardIteratorType.TRIM_HORIZON);
        server.fail("GetRecords", Fault.error(code));

        assertThatThrownBy(() -> page(iterator)).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("as scripted");
            assertThat(e.statusCode()).isEqualTo(status);
        });
        assertThat(server.hasFailed()).isTrue();
        assertThat(values(page(iterator).records())).containsExactly("a1");
        assertThat(server.calls("GetRecords")).isEqualTo(2);
    }

    @Test
    void failsTheOperationThatItIsToldAlone() {
        server.fail("DescribeStream", Fault.limitExceeded(), Fault.internalError());

        iterator(shard, ShardIteratorType.LATEST);
        assertThatThrownBy(this::described).isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(this::described).isInstanceOf(InternalServerErrorException.class);
        assertThat(described().shards()).hasSize(1);
    }

    @Test
    void cutsAnAnswerOffOrGivesNoneOrNonsense() {
        table.put("a", 1);
        String iterator = iterator(shard, ShardIteratorType.TRIM_HORIZON);
        server.fail("GetRecords", Fault.cut(), Fault.garbage("<html>"), Fault.hungUp(), Fault.hungUp());

        assertThatThrownBy(() -> page(iterator)).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> page(iterator)).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(() -> page(iterator)).isInstanceOf(SdkClientException.class);
    }

    @Test
    void throttlesAThirdReaderOfAShard() {
        CountDownLatch end = new CountDownLatch(1);
        String iterator = iterator(shard, ShardIteratorType.TRIM_HORIZON);
        server.fail("GetRecords", Fault.slow(end), Fault.slow(end));
        List<CompletableFuture<GetRecordsResponse>> slow = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            slow.add(CompletableFuture.supplyAsync(() -> page(iterator), command -> new Thread(command).start()));
        }
        await().until(server::hasFailed);

        await().untilAsserted(
                        () -> assertThatThrownBy(() -> page(iterator)).isInstanceOf(LimitExceededException.class));
        end.countDown();
        slow.forEach(CompletableFuture::join);
        assertThat(page(iterator).nextShardIterator()).isNotNull();
    }

    @Test
    void describesAStreamWithoutSomeOfItsShards() {
        table.rollOver();
        server.fail("DescribeStream", Fault.without(openShard()));

        assertThat(described().shards()).extracting(Shard::shardId).containsExactly(shard);
        assertThat(described().shards()).hasSize(2);
    }
}
