package io.millrace.local.console;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A change as the feed shows it.
 *
 * @param id an id of the feed
 * @param expired whether it is a removal by time to live
 * @param keys typed attribute values
 * @param changed paths that differ between the images; empty for an INSERT or a REMOVE
 * @param delivery how often it was delivered
 */
record ChangeSummary(
        long id,
        String tableId,
        String table,
        String event,
        String sequenceNumber,
        String shard,
        Instant received,
        boolean expired,
        JsonNode keys,
        List<String> changed,
        Outcome outcome,
        int delivery,
        List<Call> calls) {

    ChangeSummary withoutKeys() {
        return new ChangeSummary(
                id,
                tableId,
                table,
                event,
                sequenceNumber,
                shard,
                received,
                expired,
                JsonNodeFactory.instance.objectNode(),
                changed,
                outcome,
                delivery,
                calls);
    }

    /**
     * How a handler processed it.
     *
     * @param attempt how often it was called
     * @param millis how long the last call took, for all its changes if the handler takes many
     * @param error the error of the last call; {@code null} for none
     */
    record Call(
            String route,
            String handler,
            int attempt,
            double millis,
            @Nullable String error) {}
}
