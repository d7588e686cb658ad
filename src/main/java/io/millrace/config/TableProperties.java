package io.millrace.config;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.dispatch.FailurePolicy;
import io.millrace.routing.RouteTable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One table.
 *
 * @param name Name of the table in DynamoDB. The id when left out.
 * @param localName Name of the table in the local database, for a table whose name DynamoDB does not allow, or to use another name.
 * @param keys Names of the table's key attributes.
 * @param viewType What the stream's records carry. If it is set, routes that need more are refused.
 * @param ttlAttribute Name of the time-to-live attribute, for the local table.
 * @param unmatched What happens to a change that matches no route.
 * @param onFailure What happens to a change that fails in a route without an on-failure, and to one that fails before any route
 *     is asked: a malformed record, or one that matches no route if that is a failure.
 * @param concurrency The number of items that are handled in parallel. The changes of one item stay in order.
 * @param source How Lambda and the local loop read the stream.
 * @param routes Which changes go to which handlers, by route name. Routes run in the order of the file.
 */
record TableProperties(
        @Nullable String name,
        @Nullable String localName,
        @DefaultValue KeysProperties keys,
        @Nullable StreamViewType viewType,
        @Nullable String ttlAttribute,
        @DefaultValue("ignore") RouteTable.Unmatched unmatched,
        @DefaultValue("stop") FailurePolicy.OnFailure onFailure,
        @DefaultValue("1") int concurrency,
        @DefaultValue SourceProperties source,
        @DefaultValue Map<String, RouteProperties> routes) {}
