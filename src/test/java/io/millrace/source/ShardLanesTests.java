package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.change.MalformedRecordException;
import io.millrace.mapping.LanePropertyTests;
import io.millrace.mapping.Mappings;
import io.millrace.time.Time;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ShardLanesTests {

    /** A filter that asks for the keys of a record that can't be read does so. */
    @Test
    void takesARecordOfWhichTheFilterCannotTell() {
        SourceTable table = new SourceTable(
                "orders",
                "orders",
                Mappings.usual().mapping(),
                record -> {
                    if (number(record).equals(ScriptedFunction.text(2))) {
                        throw new MalformedRecordException("it can't be read");
                    }
                    return false;
                },
                UnaryOperator.identity());
        EventSink target = new EventSink(
                event -> new StreamsEventResponse(List.of()),
                batch -> {},
                Checkpoints.inMemory(),
                new EventSourceListener() {},
                Time.SYSTEM);
        ShardLanes lanes = new ShardLanes(new ShardName("orders", "arn", "shard-1"), table, target);

        lanes.add(List.of(record(1), record(2), record(3)));

        assertThat(lanes.state().lanes()).singleElement().satisfies(lane -> assertThat(lane.waiting())
                .isEqualTo(1));
        assertThat(lanes.lastRead()).contains(LanePropertyTests.entry(3).number());
    }

    private static DynamodbStreamRecord record(int number) {
        return LanePropertyTests.entry(number).record();
    }

    private static String number(DynamodbStreamRecord record) {
        return record.getDynamodb().getSequenceNumber();
    }
}
