package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.mapping.DiscardedBatch;
import io.millrace.mapping.DiscardedBatch.Condition;
import io.millrace.mapping.LanePropertyTests;
import io.millrace.mapping.StreamRange;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EventSourceListenerTests {

    private static final ShardName SHARD = new ShardName("orders", "arn", "shard-1");

    private final List<String> events = new ArrayList<>();

    private EventSourceListener named(String name) {
        return (EventSourceListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EventSourceListener.class}, (proxy, method, arguments) -> {
                    events.add(name + " " + method.getName());
                    return null;
                });
    }

    private static EventSourceListener throwing() {
        return new EventSourceListener() {

            @Override
            public void delivered(
                    ShardName shard, List<DynamodbStreamRecord> records, int from, @Nullable Throwable failure) {
                throw new AssertionError("as scripted");
            }
        };
    }

    @Test
    void callsEachOfSeveralInTheirOrderForEachEvent() {
        EventSourceListener all = EventSourceListener.of(List.of(named("first"), named("second")));
        DynamodbStreamRecord record = LanePropertyTests.entry(7).record();
        DiscardedBatch batch = discarded();

        all.filtered(SHARD, record);
        all.waiting(SHARD, record);
        all.delivering(SHARD, List.of(record), 0);
        all.delivered(SHARD, List.of(record), 1, null);
        all.discarded(SHARD, batch);
        all.notDiscarded(SHARD, batch, new IllegalStateException());
        all.broken(SHARD, new IllegalStateException());
        all.changed(SHARD);

        assertThat(events)
                .hasSize(16)
                .startsWith("first filtered", "second filtered", "first waiting", "second waiting")
                .containsAll(Arrays.stream(EventSourceListener.class.getMethods())
                        .map(Method::getName)
                        .filter(name -> !name.equals("of"))
                        .map(name -> "second " + name)
                        .toList());
    }

    private static DiscardedBatch discarded() {
        StreamRange range = new StreamRange(
                "arn",
                "shard-1",
                LanePropertyTests.entry(7).number(),
                LanePropertyTests.entry(7).number());
        Instant now = Instant.EPOCH;
        return new DiscardedBatch(
                range,
                new com.amazonaws.services.lambda.runtime.events.DynamodbEvent(),
                Condition.RECORD_AGE_EXCEEDED,
                1,
                now,
                now,
                now);
    }

    @Test
    void goesOnAfterOneThatThrowsAndLogsItOnce(CapturedOutput output) {
        EventSourceListener all = EventSourceListener.of(List.of(throwing(), named("second")));

        for (int i = 0; i < 3; i++) {
            all.delivered(SHARD, List.of(), 0, null);
        }

        assertThat(events).containsExactly("second delivered", "second delivered", "second delivered");
        assertThat(output.toString().lines().filter(line -> line.contains(" WARN ")))
                .singleElement()
                .asString()
                .endsWith("The EventSourceListener %s failed, which changes nothing else. "
                                .formatted(throwing().getClass().getName())
                        + "Further failures of it are logged at DEBUG");
        assertThat(output).contains("java.lang.AssertionError: as scripted");
    }

    @Test
    void showsRecordsThatNoListenerCanChange() {
        List<DynamodbStreamRecord> records = new ArrayList<>(List.of(new DynamodbStreamRecord()));
        EventSourceListener clearing = new EventSourceListener() {

            @Override
            public void delivering(ShardName shard, List<DynamodbStreamRecord> batch, int deliveries) {
                batch.clear();
            }
        };

        EventSourceListener.of(List.of(clearing)).delivering(SHARD, records, 0);

        assertThat(records).hasSize(1);
    }
}
