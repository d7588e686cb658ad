package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.dispatch.Listeners;
import io.millrace.mapping.DiscardedBatch;
import io.millrace.mapping.EventSourceMapping;
import io.millrace.mapping.StreamRange;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands batches of a shard to the function, and discarded ones to their destination. Any thread may call. */
final class Deliverer {

    private final ShardName shard;
    private final EventSourceMapping mapping;
    private final EventSink sink;
    private final Listeners<EventSourceListener> listeners;

    /**
     * What came of a delivery.
     *
     * @param failure what the function threw, or what is wrong with its answer; {@code null} for nothing
     */
    record Outcome(Answer answer, @Nullable Throwable failure) {

        boolean isDone() {
            return answer instanceof Answer.Done;
        }

        /** Why records are delivered again, in a few words. */
        String error() {
            if (failure == null) {
                return "the answer names the record";
            }
            return failure instanceof UnknownRecord
                    ? UnknownRecord.TEXT
                    : failure.getClass().getName();
        }
    }

    /** What is wrong with an answer that names a record of another batch. */
    private static final class UnknownRecord extends RuntimeException {

        private static final String TEXT = "the answer names a record that is not in the batch";

        UnknownRecord() {
            super(TEXT, null, false, false);
        }
    }

    Deliverer(ShardName shard, EventSourceMapping mapping, EventSink sink) {
        this.shard = shard;
        this.mapping = mapping;
        this.sink = sink;
        this.listeners = sink.listeners().after(new DeliveryLog());
    }

    void tell(Consumer<EventSourceListener> event) {
        listeners.tell(event);
    }

    Outcome deliver(SubBatch batch) {
        List<DynamodbStreamRecord> records = batch.event().getRecords();
        tell(listener -> listener.delivering(shard, records, batch.deliveries() - 1));
        Outcome outcome = call(batch);
        Thread.interrupted(); // a handler that was interrupted says so, which is its own affair
        int from = firstLeft(outcome.answer(), records.size());
        tell(listener -> listener.delivered(shard, records, from, outcome.failure()));
        return outcome;
    }

    private Outcome call(SubBatch batch) {
        try {
            Answer answer =
                    Answer.of(sink.function().apply(batch.event()), batch.entries(), mapping.reportBatchItemFailures());
            return new Outcome(answer, answer instanceof Answer.Failed ? new UnknownRecord() : null);
        } catch (Throwable e) {
            return new Outcome(new Answer.Failed(), e);
        }
    }

    private static int firstLeft(Answer answer, int size) {
        if (answer instanceof Answer.Done) {
            return size;
        }
        return answer instanceof Answer.From from ? from.index() : 0;
    }

    /** Returns whether the destination has accepted the batch. */
    boolean discard(Decision.Discard decision) {
        DiscardedBatch batch = discarded(decision);
        try {
            sink.destination().send(batch);
        } catch (Throwable e) {
            tell(listener -> listener.notDiscarded(shard, batch, e));
            return false;
        }
        tell(listener -> listener.discarded(shard, batch));
        return true;
    }

    private DiscardedBatch discarded(Decision.Discard decision) {
        SubBatch batch = decision.batch();
        return new DiscardedBatch(
                new StreamRange(
                        shard.streamArn(),
                        shard.shardId(),
                        batch.first().number(),
                        batch.last().number()),
                batch.event(),
                decision.condition(),
                batch.deliveries(),
                batch.first().times().created(),
                batch.last().times().created(),
                sink.time().clock().instant());
    }
}
