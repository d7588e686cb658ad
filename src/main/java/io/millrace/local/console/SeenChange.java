package io.millrace.local.console;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.event.EventWriter;
import io.millrace.local.console.ChangeSummary.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A change that the feed has seen, and what it knows of it by now. Guarded by the feed. */
final class SeenChange {

    private final long id;
    private final String tableId;
    private final String table;
    private final DynamodbStreamRecord record;
    private final Instant received;
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private String shard = "";
    private Outcome outcome = Outcome.RUNNING;
    private int delivery = 1;
    private @Nullable List<String> changed;

    SeenChange(long id, String tableId, String table, DynamodbStreamRecord record, Instant received) {
        this.id = id;
        this.tableId = tableId;
        this.table = table;
        this.record = record;
        this.received = received;
    }

    long id() {
        return id;
    }

    String table() {
        return table;
    }

    DynamodbStreamRecord record() {
        return record;
    }

    /** Roughly how much memory it takes, in bytes. */
    long size() {
        Long size = record.getDynamodb().getSizeBytes();
        return 500 + (size == null ? 0 : size);
    }

    /** Whether the record is that of this change, and not of another that happens to have its number. */
    boolean isSame(DynamodbStreamRecord other) {
        return Objects.equals(record.getEventSourceARN(), other.getEventSourceARN())
                && Objects.equals(
                        record.getDynamodb().getKeys(), other.getDynamodb().getKeys());
    }

    boolean isCalled() {
        return !calls.isEmpty();
    }

    @Nullable
    String lastError() {
        return calls.values().stream()
                .map(Call::error)
                .filter(error -> error != null)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    void delivered(String shardId, int times) {
        shard = shardId;
        delivery = times;
        outcome = Outcome.RUNNING;
    }

    void become(Outcome newOutcome) {
        outcome = newOutcome;
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
        return text.length() > 500 ? text.substring(0, 500) + "…" : text;
    }

    ChangeSummary summary() {
        return new ChangeSummary(
                id,
                tableId,
                table,
                String.valueOf(record.getEventName()),
                record.getDynamodb().getSequenceNumber(),
                shard,
                received,
                Change.of(record, table).expired(),
                keys(),
                changed(),
                outcome,
                delivery,
                new ArrayList<>(calls.values()));
    }

    private JsonNode keys() {
        StreamRecord stream = new StreamRecord();
        stream.setKeys(record.getDynamodb().getKeys());
        DynamodbStreamRecord only = new DynamodbStreamRecord();
        only.setDynamodb(stream);
        return json(event(only)).path("dynamodb").path("Keys");
    }

    /** The paths are those of attributes, down to what differs. */
    private List<String> changed() {
        if (changed == null) {
            changed = EventName.MODIFY.name().equals(record.getEventName()) ? differences() : List.of();
        }
        return changed;
    }

    private List<String> differences() {
        Change<?> change = Change.of(record, table);
        boolean comparable =
                change.findOldItem().isPresent() && change.findNewItem().isPresent();
        return comparable ? List.copyOf(change.diff().differences().keySet()) : List.of();
    }

    DynamodbEvent event() {
        return event(record);
    }

    /** The record as Lambda would send it. */
    JsonNode json() {
        return json(event());
    }

    private static DynamodbEvent event(DynamodbStreamRecord record) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of(record));
        return event;
    }

    private static JsonNode json(DynamodbEvent event) {
        return JsonMapper.shared()
                .readTree(EventWriter.write(event))
                .path("Records")
                .path(0);
    }
}
