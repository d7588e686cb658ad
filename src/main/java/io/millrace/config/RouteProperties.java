package io.millrace.config;

import io.millrace.change.EventName;
import io.millrace.dispatch.FailurePolicy;
import io.millrace.routing.RemovedBy;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.Delimiter;

/**
 * One route.
 *
 * @param events Event names that match. All three when left out.
 * @param partitionKey Partition keys that match. Exact, or a prefix followed by a star. Any key when left out.
 * @param sortKey Sort keys that match. Exact, or a prefix followed by a star. Any key when left out.
 * @param filter AWS Lambda event filter pattern, as JSON, that the record must match.
 * @param changed Attribute paths of which at least one must differ between the old and the new image.
 * @param when Expression in SpEL over event, table, keys, old, new and diff that must be true.
 * @param removedBy Whether removals by users, by TTL or by both match.
 * @param handler Name of the handler that the matching changes go to.
 * @param handlers Names of several handlers, which run in this order.
 * @param enabled Whether the route is used.
 * @param onFailure What happens to a change whose handler has failed in its last attempt. The table's value when left out.
 * @param retry How often a handler that fails is called again within the batch. Not at all when left out.
 * @param idempotency The place that remembers which changes a handler has completed.
 */
record RouteProperties(
        @Nullable List<EventName> events,
        @Delimiter(Delimiter.NONE) @DefaultValue List<String> partitionKey,
        @Delimiter(Delimiter.NONE) @DefaultValue List<String> sortKey,
        @Nullable String filter,
        @Delimiter(Delimiter.NONE) @DefaultValue List<String> changed,
        @Nullable String when,
        @DefaultValue("any") RemovedBy removedBy,
        @Nullable String handler,
        @DefaultValue List<String> handlers,
        @DefaultValue("true") boolean enabled,
        FailurePolicy.@Nullable OnFailure onFailure,
        @Nullable RetryProperties retry,
        @DefaultValue("memory") Idempotency idempotency) {

    /** The names of all handlers, of either key. */
    List<String> handlerNames() {
        return Stream.concat(Stream.ofNullable(handler), handlers.stream()).toList();
    }
}
