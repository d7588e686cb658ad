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
 * @param partitionKey Partition keys that match. Exact, or a prefix that ends with a star. Any key when left out.
 * @param sortKey Sort keys that match. Exact, or a prefix that ends with a star. Any key when left out.
 * @param filter AWS Lambda event filter pattern, as JSON, that the record has to match.
 * @param changed Attribute paths of which at least one has to differ between the old and the new image.
 * @param when Expression in SpEL over event, table, keys, old, new and diff that has to be true.
 * @param removedBy Whether removals by users, by TTL or by any are wanted.
 * @param handler Name of the handler that the matching changes go to.
 * @param handlers Names of several handlers, which run in this order.
 * @param enabled Whether the route is in use.
 * @param onFailure What becomes of a change whose handler has failed in the last attempt. What the table says when left out.
 * @param retry How often a handler that fails is called again at once. It is not when left out.
 * @param idempotency Where it is remembered what a handler has done already.
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

    /** All handlers, whichever way they are named. */
    List<String> handlerNames() {
        return Stream.concat(Stream.ofNullable(handler), handlers.stream()).toList();
    }
}
