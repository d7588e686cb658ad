package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.dispatch.Listeners;
import io.millrace.mapping.Mappings;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Shards that are fed by hand. */
final class ShardFixture {

    static final Duration LIMIT = Duration.ofSeconds(20);

    private ShardFixture() {}

    static Shard shard(
            ShardName name,
            Mappings mappings,
            Function<DynamodbEvent, StreamsEventResponse> function,
            Checkpoints checkpoints,
            LanePool pool) {
        SourceTable table = new SourceTable(
                name.table(), name.table(), mappings.mapping(), record -> true, UnaryOperator.identity());
        EventSink sink = new EventSink(
                function, batch -> {}, checkpoints, new Listeners<>(EventSourceListener.class, List.of()), Time.SYSTEM);
        return new Shard(name, table, sink, pool);
    }

    static DynamodbStreamRecord record(String item, int number) {
        return Records.insert()
                .sequenceNumber(ScriptedFunction.text(number))
                .key("id", Attributes.s(item))
                .build();
    }

    /** Records of some items in turn, with consecutive sequence numbers. */
    static List<DynamodbStreamRecord> records(int from, int to, int items) {
        return IntStream.range(from, to)
                .mapToObj(number -> record("item" + number % items, number))
                .toList();
    }

    static int number(DynamodbStreamRecord record) {
        return Integer.parseInt(record.getDynamodb().getSequenceNumber());
    }

    static String item(DynamodbStreamRecord record) {
        return record.getDynamodb().getKeys().get("id").getS();
    }

    /** Waits, and is not to be interrupted. */
    static void await(CountDownLatch latch) {
        boolean waits = true;
        while (waits) {
            try {
                latch.await();
                waits = false;
            } catch (InterruptedException e) {
                // it goes on
            }
        }
    }

    static Deadline within(Duration time) {
        return Deadline.at(Time.SYSTEM.steady().instant().plus(time), Time.SYSTEM.steady());
    }
}
