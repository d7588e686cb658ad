package io.millrace.explain;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.StreamArn;
import io.millrace.dispatch.Step;
import io.millrace.explain.Explanation.RouteAnswer;
import io.millrace.function.TableFunction;
import io.millrace.function.TableFunctions;
import io.millrace.routing.RouteExplanation;
import java.util.List;
import java.util.Optional;

/** Asks all routes of a record's table about it. No handler runs. Any thread may call. */
public final class Explainer {

    private final TableFunctions tables;

    public Explainer(TableFunctions tables) {
        this.tables = tables;
    }

    /** What the routes make of each record, in the order of the event. */
    public List<Explanation> explain(DynamodbEvent event) {
        return event.getRecords().stream().map(this::explain).toList();
    }

    private Explanation explain(DynamodbStreamRecord record) {
        String name =
                "%s %s".formatted(record.getEventName(), record.getDynamodb().getSequenceNumber());
        try {
            String table = StreamArn.of(record.getEventSourceARN()).table();
            Optional<TableFunction> function = tables.byTable(table);
            return function.isPresent()
                    ? new Explanation(table, name, "", answers(function.get(), Change.of(record, table)))
                    : new Explanation(table, name, unknown(), List.of());
        } catch (RuntimeException e) {
            return new Explanation("", name, String.valueOf(e.getMessage()), List.of());
        }
    }

    private String unknown() {
        return "the table is not under millrace.tables. Known tables: %s".formatted(tables.tables());
    }

    private static List<RouteAnswer> answers(TableFunction function, Change<Item> change) {
        return function.dispatcher().routes().explain(change).stream()
                .map(Explainer::answer)
                .toList();
    }

    private static RouteAnswer answer(RouteExplanation<List<Step>> route) {
        return new RouteAnswer(
                route.route().name(),
                route.matches(),
                route.fails(),
                route.verdicts(),
                route.route().target().stream().map(Step::name).toList());
    }
}
