package io.millrace.redrive;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.StreamArn;
import io.millrace.deadletter.DeadLetterEntry;
import io.millrace.event.EventJson;
import io.millrace.event.EventReader;
import io.millrace.function.TableFunctions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/** Reads what is to be handled again: a dead letter, or a batch that Lambda discarded. */
final class ReplayReader {

    private final Redrive.StreamRanges streams;
    private final TableFunctions tables;

    /**
     * @param streams where the records of a batch come from when only their place is known; asked for configured tables alone
     */
    ReplayReader(Redrive.StreamRanges streams, TableFunctions tables) {
        this.streams = streams;
        this.tables = tables;
    }

    /**
     * Reads an entry; empty if it is not wanted.
     *
     * @throws RuntimeException if it is neither, or its records no longer exist; the text says so
     */
    Optional<Replay> read(String json, Redrive.Selection selection) {
        JsonNode entry = parse(json);
        Optional<ReplayedBatch> batch = ReplayedBatch.of(entry);
        if (batch.isEmpty() && !entry.has("schemaVersion")) {
            throw new UnreadableEntryException(
                    "it is neither a dead letter, which is an object with a number 'schemaVersion', nor what Lambda sends to an on-failure destination, which is an object with 'DDBStreamBatchInfo'");
        }
        return batch.isPresent() ? replay(batch.get(), selection) : replay(DeadLetterEntry.read(json), selection);
    }

    private static JsonNode parse(String json) {
        if (json.isBlank()) {
            throw new UnreadableEntryException("it is empty. An entry is a JSON object");
        }
        try {
            return EventJson.mapper().readTree(json);
        } catch (StreamConstraintsException e) {
            throw new UnreadableEntryException("it is nested too deep to be read");
        } catch (JacksonException e) {
            throw new UnreadableEntryException("it is not JSON");
        }
    }

    private static Optional<Replay> replay(DeadLetterEntry letter, Redrive.Selection selection) {
        DeadLetterEntry.Origin origin = letter.origin();
        return selection.wants(origin.table(), origin.route())
                ? Optional.of(new Replay(origin.table(), origin.route(), origin.handler(), List.of(letter.record())))
                : Optional.empty();
    }

    private Optional<Replay> replay(ReplayedBatch batch, Redrive.Selection selection) {
        String table = StreamArn.of(batch.range().streamArn()).table();
        return selection.wants(table, "")
                ? Optional.of(new Replay(table, "", "", records(table, batch)))
                : Optional.empty();
    }

    private List<DynamodbStreamRecord> records(String table, ReplayedBatch batch) {
        List<DynamodbStreamRecord> records = batch.payload() == null
                ? fromStream(table, batch)
                : new EventReader()
                        .read(batch.payload().getBytes(StandardCharsets.UTF_8))
                        .getRecords();
        if (records.isEmpty()) {
            throw new UnreadableEntryException("its batch has no records");
        }
        return records;
    }

    /** An entry may name any stream; none is asked for that is not of a configured table. */
    private List<DynamodbStreamRecord> fromStream(String table, ReplayedBatch batch) {
        if (tables.byTable(table).isEmpty()) {
            throw new UnreadableEntryException(Redriver.unknown(table, tables));
        }
        return streams.read(batch.range());
    }
}
