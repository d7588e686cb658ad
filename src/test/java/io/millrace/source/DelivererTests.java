package io.millrace.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.millrace.dispatch.Listeners;
import io.millrace.mapping.Mappings;
import io.millrace.time.Time;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a mapping that takes no partial answer makes of one, as Lambda does. */
class DelivererTests {

    private static final SubBatch BATCH =
            new SubBatch(List.of(LanePropertyTests.entry(1), LanePropertyTests.entry(2)), 0, 1, Instant.EPOCH);

    @Test
    void deliversABatchAgainWhoseFunctionThrows() {
        Deliverer.Outcome outcome = deliver(event -> {
            throw new IllegalStateException("the batch stopped");
        });

        assertThat(outcome.answer()).isEqualTo(new Answer.Failed());
        assertThat(outcome.error()).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void doesNotLookAtAnAnswer() {
        StreamsEventResponse response =
                new StreamsEventResponse(List.of(new BatchItemFailure(ScriptedFunction.text(2))));

        assertThat(deliver(event -> response).answer()).isEqualTo(new Answer.Done());
    }

    private static Deliverer.Outcome deliver(Function<DynamodbEvent, StreamsEventResponse> function) {
        EventSink target = new EventSink(
                function,
                batch -> {},
                Checkpoints.inMemory(),
                new Listeners<>(EventSourceListener.class, List.of()),
                Time.SYSTEM);
        ShardName shard = new ShardName("orders", "arn", "shard-1");
        return new Deliverer(shard, Mappings.usual().reporting(false).mapping(), target).deliver(BATCH);
    }
}
