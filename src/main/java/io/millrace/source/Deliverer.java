package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.EscapedException;
import io.millrace.mapping.Answer;
import io.millrace.mapping.Decision;
import io.millrace.mapping.DiscardedBatch;
import io.millrace.mapping.EventSourceMapping;
import io.millrace.mapping.StreamRange;
import io.millrace.mapping.SubBatch;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands pieces of a shard to the function, and what is given up to its destination. Any thread may call. */
final class Deliverer {

    private static final Logger log = LoggerFactory.getLogger(EventSource.class);

    private final ShardName shard;
    private final EventSourceMapping mapping;
    private final EventSink target;
    private final FailedSubBatches failed;

    /**
     * What came of it.
     *
     * @param error what went wrong; empty for nothing
     */
    record Outcome(Answer answer, String error) {

        boolean isDone() {
            return answer instanceof Answer.Done;
        }
    }

    Deliverer(ShardName shard, EventSourceMapping mapping, EventSink target) {
        this.shard = shard;
        this.mapping = mapping;
        this.target = target;
        this.failed = new FailedSubBatches(shard);
    }

    ShardName shard() {
        return shard;
    }

    /** By the clock that nobody sets. */
    Instant now() {
        return target.time().steady().instant();
    }

    Outcome deliver(SubBatch piece) {
        List<DynamodbStreamRecord> records = piece.event().getRecords();
        tell(listener -> listener.delivering(shard.table(), shard.shardId(), records, piece.deliveries() - 1));
        Throwable failure = null;
        Answer answer;
        try {
            answer = Answer.of(
                    target.function().apply(piece.event()), piece.entries(), mapping.reportBatchItemFailures());
        } catch (Throwable e) {
            failure = e;
            answer = new Answer.Failed();
        }
        Thread.interrupted(); // a handler that was interrupted says so, which is its own affair
        Answer known = answer;
        Throwable thrown = failure;
        tell(listener -> listener.delivered(shard.table(), records, firstLeft(known, records.size()), thrown));
        return new Outcome(answer, error(piece, answer, failure));
    }

    private static int firstLeft(Answer answer, int size) {
        if (answer instanceof Answer.Done) {
            return size;
        }
        return answer instanceof Answer.From from ? from.index() : 0;
    }

    private String error(SubBatch piece, Answer answer, @Nullable Throwable failure) {
        if (failure != null) {
            failed.failed(piece, failure);
            return failure.getClass().getName();
        }
        if (answer instanceof Answer.Failed) {
            failed.failed(piece, null);
            return FailedSubBatches.UNKNOWN_RECORD;
        }
        failed.over(piece);
        return answer instanceof Answer.From ? "the answer names the record" : "";
    }

    /** @throws RuntimeException if the destination doesn't take it */
    void giveUp(Decision.GiveUp decision) {
        DiscardedBatch batch = givenUp(decision);
        log.error("{}: {} are given up, {}", shard, batch.range(), batch.condition());
        target.destination().send(batch);
        failed.over(decision.piece());
        tell(listener -> listener.givenUp(shard.table(), batch));
    }

    private DiscardedBatch givenUp(Decision.GiveUp decision) {
        SubBatch piece = decision.piece();
        return new DiscardedBatch(
                new StreamRange(
                        shard.streamArn(),
                        shard.shardId(),
                        piece.first().number(),
                        piece.last().number()),
                piece.event(),
                decision.condition(),
                piece.deliveries(),
                piece.first().times().created(),
                piece.last().times().created(),
                target.time().clock().instant());
    }

    void waiting(DynamodbStreamRecord record) {
        tell(listener -> listener.waiting(shard.table(), shard.shardId(), record));
    }

    void filtered(DynamodbStreamRecord record) {
        tell(listener -> listener.filtered(shard.table(), record));
    }

    void changed() {
        tell(listener -> listener.changed(shard.table()));
    }

    private void tell(Consumer<EventSourceListener> news) {
        try {
            news.accept(target.listener());
        } catch (Throwable e) {
            log.warn("{}: a listener failed", shard, EscapedException.of(e));
        }
    }
}
