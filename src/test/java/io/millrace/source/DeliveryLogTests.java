package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DeliveryLogTests {

    private static final ShardName SHARD = new ShardName("orders", "arn", "shard-1");

    private final DeliveryLog delivery = new DeliveryLog();
    private final List<DynamodbStreamRecord> batch =
            List.of(LanePropertyTests.entry(7).record());

    @Test
    void logsTheStackOfWhatBlocksOnceAndThenALineAtGrowingIntervals(CapturedOutput output) {
        fail(1_000, "down\nINFO forged");

        assertThat(output.toString().split("\tat io.millrace.source.DeliveryLogTests.fail\\(", -1))
                .hasSize(2);
        List<String> lines = output.toString()
                .lines()
                .filter(line -> line.contains("Table 'orders', shard shard-1: "))
                .map(line -> line.replaceFirst(".*: a batch", "a batch"))
                .toList();
        assertThat(lines)
                .hasSize(11)
                .startsWith(
                        "a batch of 1 failed",
                        "a batch of 1 has failed 2 times, java.lang.IllegalStateException: down\\nINFO forged")
                .endsWith("a batch of 1 has failed 768 times, java.lang.IllegalStateException: down\\nINFO forged");
        assertThat(output.toString().lines()).noneMatch(line -> line.startsWith("INFO forged"));
    }

    @Test
    void logsTheStackAgainWhenTheReasonIsAnotherOrTheBatchWasDone(CapturedOutput output) {
        fail(2, "down");
        fail(1, "still down");
        delivery.delivered(SHARD, batch, 1, null);
        fail(1, "still down");

        assertThat(output.toString().split("\tat io.millrace.source.DeliveryLogTests.fail\\(", -1))
                .hasSize(4);
    }

    private void fail(int times, String message) {
        IllegalStateException[] failures = IntStream.range(0, times)
                .mapToObj(time -> new IllegalStateException(message))
                .toArray(IllegalStateException[]::new);
        for (IllegalStateException failure : failures) {
            delivery.delivered(SHARD, batch, 0, failure);
        }
    }
}
