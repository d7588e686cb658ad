package io.millrace.function;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.change.Printable;
import io.millrace.change.SequenceNumber;
import io.millrace.change.StreamArn;
import io.millrace.dispatch.Ended;
import io.millrace.event.InvalidEventException;
import io.millrace.handler.BatchItemFailuresException;
import io.millrace.time.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The entry function for all tables: it passes each record to the function of its table, and returns the partial
 * batch response that Lambda reads if the event source mapping has {@code ReportBatchItemFailures}. Source:
 * "Reporting batch item failures with DynamoDB and Lambda" in the AWS Lambda Developer Guide. If a table's mapping
 * does not have it, such a response would mean success, and so the event fails as a whole.
 */
public final class EntryFunction implements Function<DynamodbEvent, StreamsEventResponse> {

    /** What happens to a record of a table that is not configured. */
    public enum UnknownTable {
        /** The record fails its batch, before any record of it is handled. */
        FAIL,
        /** The record is skipped. */
        IGNORE
    }

    /** The function's name. */
    public static final String NAME = "millrace";

    private final TableFunctions tables;
    private final UnknownTable unknownTable;
    private final Deadlines deadlines;

    public EntryFunction(TableFunctions tables, UnknownTable unknownTable, Deadlines deadlines) {
        this.tables = tables;
        this.unknownTable = unknownTable;
        this.deadlines = deadlines;
    }

    /** The deadlines of the batches of its tables. */
    public Deadlines deadlines() {
        return deadlines;
    }

    /**
     * Handles an event.
     *
     * @return for each table that stopped, its lowest sequence number that is not done; empty if everything is done
     * @throws BatchItemFailuresException if a table stopped whose mapping does not accept such a response; it names
     *     the failed records of all tables
     * @throws InvalidEventException if the event has no records, or records of a table that is not configured; then
     *     none is handled
     * @throws io.millrace.change.MalformedRecordException if a record of any table has no sequence number, or one
     *     that is not a number; then none is handled
     */
    @Override
    public StreamsEventResponse apply(DynamodbEvent event) {
        return apply(event, deadlines.ofBatch());
    }

    /** The same for a reader of streams in this process, which delivers unfinished records again. */
    public StreamsEventResponse applyFromStream(DynamodbEvent event) {
        return apply(event, deadlines.ofStream());
    }

    /**
     * Handles an event.
     *
     * @param deadline shortly before it, nothing more is started
     */
    public StreamsEventResponse apply(DynamodbEvent event, Deadline deadline) {
        Stops stops = new Stops();
        Map<TableFunction, List<DynamodbStreamRecord>> byTable = byTable(Events.records(event));
        try {
            byTable.forEach((table, records) -> stops.add(table, table.handle(records, deadline)));
            return stops.answer();
        } catch (RuntimeException | Error e) {
            stops.comesAgain(Ended.ComesAgain.WITH_EVENT);
            throw e;
        }
    }

    private Map<TableFunction, List<DynamodbStreamRecord>> byTable(List<DynamodbStreamRecord> records) {
        Map<TableFunction, List<DynamodbStreamRecord>> byTable = new LinkedHashMap<>();
        Map<String, Optional<TableFunction>> byArn = new HashMap<>();
        for (DynamodbStreamRecord record : records) {
            byArn.computeIfAbsent(arn(record), this::table)
                    .ifPresent(table -> byTable.computeIfAbsent(table, none -> new ArrayList<>())
                            .add(record));
        }
        if (byTable.size() > 1) { // the dispatcher of a single table checks this itself
            byTable.values().forEach(batch -> batch.forEach(SequenceNumber::of));
        }
        return byTable;
    }

    private static String arn(DynamodbStreamRecord record) {
        if (record.getEventSourceARN() == null) {
            throw new InvalidEventException(
                    "The event has a record without 'eventSourceARN', so its table is not known. A table's own function accepts it: POST it to /<table id>, or set spring.cloud.function.definition to the id.");
        }
        return record.getEventSourceARN();
    }

    private Optional<TableFunction> table(String arn) {
        String name = StreamArn.of(arn).table();
        Optional<TableFunction> table = tables.byTable(name);
        if (table.isEmpty() && unknownTable == UnknownTable.FAIL) {
            throw new InvalidEventException(
                    "The event has a record of table '%s', which is not under millrace.tables. Known tables: %s. Add the table, or set millrace.unknown-table to 'ignore'."
                            .formatted(Printable.shortened(name), tables.tables()));
        }
        return table;
    }
}
