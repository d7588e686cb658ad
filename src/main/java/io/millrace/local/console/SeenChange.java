package io.millrace.local.console;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Printable;
import io.millrace.event.EventReader;
import io.millrace.local.console.ChangeSummary.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A change that the feed has seen, with its current state. The feed guards the mutable parts. */
final class SeenChange {

    private static final int LONGEST_ERROR = 500;

    private final long id;
    private final String tableId;
    private final SeenRecord record;
    private final Instant received;
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private String shard = "";
    private Outcome outcome = Outcome.RUNNING;
    private @Nullable Outcome passed;
    private int delivery = 1;

    SeenChange(long id, String tableId, SeenRecord record, Instant received) {
        this.id = id;
        this.tableId = tableId;
        this.record = record;
        this.received = received;
    }

    long id() {
        return id;
    }

    SeenRecord record() {
        return record;
    }

    boolean isCalled() {
        return !calls.isEmpty();
    }

    boolean isUnfinished() {
        return outcome == Outcome.STOPPED || outcome == Outcome.WAITING;
    }

    boolean isStopped() {
        return outcome == Outcome.STOPPED;
    }

    @Nullable
    String lastError() {
        String last = null;
        for (Call call : calls.values()) {
            last = call.error() == null ? last : call.error();
        }
        return last;
    }

    void delivered(String shardId, int times) {
        shard = shardId;
        delivery = times;
        outcome = Outcome.RUNNING;
    }

    void become(Outcome newOutcome) {
        outcome = newOutcome;
        if (newOutcome == Outcome.SKIPPED || newOutcome == Outcome.DEAD_LETTERED) {
            passed = newOutcome;
        }
    }

    /** Records that all its steps are done; an earlier delivery may have skipped one. */
    void done(Outcome wanted) {
        outcome = passed != null && lastError() != null ? passed : wanted;
    }

    void called(String route, String handler, double millis, @Nullable Throwable failure) {
        String error = failure == null ? null : text(failure);
        calls.merge(
                route + "/" + handler,
                new Call(route, handler, 1, millis, error),
                (before, now) -> new Call(route, handler, before.attempt() + 1, millis, error));
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        String text = failure.getClass().getName() + (message == null ? "" : ": " + message);
        return Printable.shortened(text, LONGEST_ERROR);
    }

    ChangeSummary summary() {
        return new ChangeSummary(
                id,
                tableId,
                record.table(),
                record.event(),
                record.number(),
                shard,
                received,
                record.expired(),
                record.keys(),
                record.changed(),
                outcome,
                delivery,
                new ArrayList<>(calls.values()));
    }

    /** A new event that contains only this record. */
    DynamodbEvent event() {
        return new EventReader().read(record.json());
    }

    /** Whether this is the same record, and not another one with the same number. */
    boolean isOf(DynamodbStreamRecord other) {
        return record.isSame(other);
    }

    /** The record as Lambda would send it. */
    JsonNode json() {
        return record.tree();
    }
}
