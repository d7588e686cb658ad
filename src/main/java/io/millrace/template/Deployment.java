package io.millrace.template;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.dispatch.Unmatched;
import io.millrace.routing.Route;
import io.millrace.source.EventSourceMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of the configuration a deployment follows from.
 *
 * @param deadLetter where dead letters go; {@code null} for nowhere
 * @param overflow where those go that are too large for a queue; {@code null} for nowhere
 * @param idempotencyTable the table's name; {@code null} when no route needs it
 */
public record Deployment(
        List<Table> tables,
        @Nullable String deadLetter,
        @Nullable String overflow,
        @Nullable String idempotencyTable) {

    /**
     * A table.
     *
     * @param id its function's name
     * @param name its name in DynamoDB
     * @param viewType {@code null} when the configuration doesn't say
     */
    public record Table(
            String id,
            String name,
            TableKeys keys,
            @Nullable StreamViewType viewType,
            Unmatched unmatched,
            EventSourceMapping source,
            List<? extends Route<?>> routes) {}
}
