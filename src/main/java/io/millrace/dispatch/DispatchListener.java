package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.SequenceNumber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Is told what happens to batches, whichever host hands them in, redrive included. All beans of this type are told, in their
 * order ({@code @Order}), behind the log. The dispatcher calls them in the thread in which something happens and continues when
 * they return; so several threads call, at the same time where a table has a {@code concurrency} or a host several batches.
 * What a listener throws is logged, and affects neither the batch nor other listeners.
 *
 * <p>A batch is begun, then ended once. Between the two, each attempt is completed or failed in the same thread; a failed
 * one is followed by a retry, by the end of its records (stopped, skipped, or stored as dead letters), or by attempts for
 * parts of its records. Events name records by their numbers; causes of failures may quote items.
 */
public interface DispatchListener {

    /** A batch is about to be handled; its records have sequence numbers. */
    default void batchBegun(Batch batch) {}

    /** A batch has ended, after all of its other events; what was claimed and is not done has been released. */
    default void batchEnded(BatchEnded end) {}

    /** A handler is about to be called. */
    default void attempt(Call call) {}

    /** A handler has handled all records of a call. */
    default void completed(Completed call) {}

    /** A handler has failed, for some records of a call or for all. */
    default void failed(CallFailed call) {}

    /** A handler has not tried records, or their failures do not count, since an earlier record of their item failed: after the call failed. */
    default void heldBack(HeldBack call) {}

    /** A handler is called again after a wait, which begins now. */
    default void retry(Retry retry) {}

    /** A record stops its batch, and is delivered again. Of a call that failed as a whole, the first record is told. */
    default void stopped(RecordFailed record) {}

    /** A record continues without a handler that has failed in the last attempt. */
    default void skipped(RecordFailed record) {}

    /** The same for a record that has been stored as a dead letter. */
    default void deadLettered(RecordFailed record) {}

    /** It is known who handles a record: once for each handler that remembers, where it had something to remember or a store. */
    default void claimed(Claimed claim) {}

    /** A claim waits longer than another delivery mostly takes. At most once for each batch. */
    default void claimDelayed(ClaimDelayed claim) {}

    /** No more records of a batch are started, since its time is running out. At most once for each batch. */
    default void outOfTime(OutOfTime batch) {}

    /**
     * One batch: the same object in all its events.
     *
     * @param table the table's name in DynamoDB
     * @param records in the order of the stream
     * @param redelivered whether what stops is delivered again automatically
     */
    record Batch(String table, List<DynamodbStreamRecord> records, boolean redelivered) {}

    /**
     * The end of a batch.
     *
     * @param duration since it was handed in
     */
    record BatchEnded(Batch batch, BatchResult result, Duration duration) {}

    /**
     * One call of a handler: the same object in all its events.
     *
     * @param records one for a handler of single records
     * @param attempt counted from 1, in all deliveries as far as they are known
     */
    record Call(Batch batch, String route, String handler, List<SequenceNumber> records, int attempt) {}

    /**
     * A call that succeeded.
     *
     * @param duration how long the handler took
     */
    record Completed(Call call, Duration duration) {}

    /**
     * A call that failed.
     *
     * @param duration how long the handler took
     * @param causes by record, those held back included; the same for all records of a call that failed as a whole
     */
    record CallFailed(Call call, Duration duration, Map<SequenceNumber, Throwable> causes) {}

    /**
     * Records that are held back.
     *
     * @param records some of the call's
     */
    record HeldBack(Call call, List<SequenceNumber> records) {}

    /**
     * A wait between two attempts.
     *
     * @param failure of the attempt before; it names the first record that failed
     */
    record Retry(Batch batch, Failure failure, Duration delay) {}

    /**
     * A record that a handler, or what comes before all handlers, has failed to handle.
     *
     * @param work the record and handler
     * @param eventName of the stream record, shortened and escaped
     * @param notStored why it could not be stored as a dead letter; present only where it was to be
     */
    record RecordFailed(Batch batch, WorkId work, String eventName, Failure failure, Optional<Throwable> notStored) {}

    /** A claim that is decided. */
    record Claimed(Batch batch, WorkId work, Claim claim) {}

    /** Who handles a record. */
    enum Claim {
        /** This delivery. */
        WON,
        /** An earlier delivery has handled it. */
        DONE,
        /** Another delivery handles it. */
        HELD
    }

    /**
     * A claim that waits.
     *
     * @param holder the delivery that handles the record
     */
    record ClaimDelayed(Batch batch, WorkId work, Lease holder) {}

    /**
     * A batch that has no time left.
     *
     * @param next the record that was to be started
     */
    record OutOfTime(Batch batch, SequenceNumber next) {}
}
