package io.millrace.explain;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.Printable;
import io.millrace.change.SequenceNumber;
import io.millrace.change.StreamArn;
import io.millrace.dispatch.Step;
import io.millrace.explain.Explanation.RouteAnswer;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import io.millrace.routing.RouteTable;
import java.util.List;
import java.util.Optional;

/** Asks all routes of a record's table about the record. No handler runs. Any thread may call. */
final class Explainer {

    private final TableFunctions tables;

    Explainer(TableFunctions tables) {
        this.tables = tables;
    }

    /** The explanation of each record, in the order of the event. */
    List<Explanation> explain(DynamodbEvent event) {
        return event.getRecords().stream().map(this::explain).toList();
    }

    private Explanation explain(DynamodbStreamRecord record) {
        if (record.getEventSourceARN() == null) {
            return problem("", record, "it has no eventSourceARN, so its table is not known. " + known());
        }
        try {
            return explain(StreamArn.of(record.getEventSourceARN()).table(), record);
        } catch (MalformedRecordException e) {
            return problem("", record, String.valueOf(e.getMessage()));
        }
    }

    private Explanation explain(String table, DynamodbStreamRecord record) {
        Optional<TableFunction> function = tables.byTable(table);
        if (function.isEmpty()) {
            return problem(table, record, "the table is not under millrace.tables. " + known());
        }
        try {
            SequenceNumber.of(record);
            return new Explanation(table, name(record), "", answers(function.get(), Change.of(record, table)));
        } catch (MalformedRecordException e) {
            return problem(table, record, String.valueOf(e.getMessage()));
        }
    }

    private static Explanation problem(String table, DynamodbStreamRecord record, String problem) {
        return new Explanation(table, name(record), problem, List.of());
    }

    private static String name(DynamodbStreamRecord record) {
        String number =
                record.getDynamodb() == null ? null : record.getDynamodb().getSequenceNumber();
        return "%s %s"
                .formatted(
                        record.getEventName() == null ? "(no eventName)" : Printable.shortened(record.getEventName()),
                        number == null ? "(no SequenceNumber)" : Printable.shortened(number));
    }

    private String known() {
        return "Known tables: %s".formatted(tables.tables());
    }

    private static List<RouteAnswer> answers(TableFunction function, Change<Item> change) {
        return function.dispatcher().routes().explain(change).stream()
                .map(Explainer::answer)
                .toList();
    }

    private static RouteAnswer answer(RouteTable.Explanation<List<Step>> route) {
        return new RouteAnswer(
                route.route().name(),
                route.matches(),
                route.fails(),
                route.results(),
                route.route().target().stream().map(Step::name).toList());
    }
}
