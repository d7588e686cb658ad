package io.millrace.function.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.dispatch.BatchResult;
import io.millrace.dispatch.Failure;
import io.millrace.function.TableFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * The result of a table function.
 *
 * @param table the table's name
 * @param records the number of records in the event
 * @param handled the number of records that each handler finished, by route and handler
 * @param remembered the number that each handler had already finished, and was not called for
 * @param unmatched the number of records that matched no route
 * @param skipped the failures that were skipped as configured
 * @param deadLettered the failures whose records are stored as dead letters
 */
record TableAnswer(
        String table,
        int records,
        Map<String, Map<String, Integer>> handled,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Map<String, Integer>> remembered,
        int unmatched,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Map<String, String>> skipped,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Map<String, String>> deadLettered) {

    /** @throws Problem 500 if the batch stopped */
    static TableAnswer of(TableFunction function, BatchResult result) {
        if (!result.complete()) {
            throw stopped(function, result);
        }
        return new TableAnswer(
                function.table(),
                result.records(),
                result.handled(),
                result.done().remembered(),
                result.unmatched(),
                failures(result.failed().skipped()),
                failures(result.failed().deadLettered()));
    }

    private static Problem stopped(TableFunction function, BatchResult result) {
        String stoppedAt = result.stoppedAt().orElseThrow().text();
        return Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "The batch stopped",
                        "Table '%s' stopped at sequence number %s. Records before it are done; it and the following ones have to be delivered again."
                                .formatted(function.table(), stoppedAt))
                .with("table", function.table())
                .with("stoppedAt", stoppedAt)
                .with("handled", result.handled())
                .with("failures", failures(result.failures()));
    }

    private static List<Map<String, String>> failures(List<Failure> failures) {
        return failures.stream().map(TableAnswer::failure).toList();
    }

    private static Map<String, String> failure(Failure failure) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("sequenceNumber", failure.sequenceNumber().text());
        fields.put("route", failure.route());
        fields.put("handler", failure.handler());
        fields.put("exception", failure.cause().getClass().getName());
        return fields;
    }
}
