package io.millrace.explain;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.function.TableFunctions;
import io.millrace.routing.Condition;
import java.util.List;

/**
 * The answers of all routes for one record.
 *
 * @param table the table's name in DynamoDB
 * @param record event name and sequence number
 * @param problem why no route could be asked; empty if they were
 * @param routes all routes of the table, in their order
 */
public record Explanation(
        String table,
        String record,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String problem,
        List<RouteAnswer> routes) {

    /** The explanation of each record of an event, in its order. No handler runs. */
    public static List<Explanation> of(TableFunctions tables, DynamodbEvent event) {
        return new Explainer(tables).explain(event);
    }

    /** Explanations as text: a block of lines for each record. */
    public static String text(List<Explanation> explanations) {
        return ExplanationText.of(explanations);
    }

    /** Whether the routes were asked. */
    @JsonIgnore
    public boolean isAnswered() {
        return problem.isEmpty();
    }

    /**
     * The answer of one route.
     *
     * @param fails whether the record fails in the route, because a condition can't be evaluated
     * @param conditions all conditions of the route, met or not
     * @param handlers the names of the handlers that would run
     */
    public record RouteAnswer(
            String route, boolean matches, boolean fails, List<Condition.Result> conditions, List<String> handlers) {}
}
