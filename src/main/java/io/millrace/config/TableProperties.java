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
 * @param localName Name of the table on one's own machine, where DynamoDB can't have its name or another is wanted.
 * @param keys Names of the table's key attributes.
 * @param viewType What the stream's records carry. Routes that need more are refused when it is given.
 * @param ttlAttribute Name of the attribute that tells when an item expires, for tables made on one's own machine.
 * @param unmatched What becomes of a change that no route wants.
 * @param onFailure What becomes of a change that fails, where its route doesn't say, and of one that fails before any
 *     route: a malformed one, or an unwanted one.
 * @param concurrency How many items are worked on side by side. The changes of one item stay in order.
 * @param source How the stream is read: by the generated deployment.
 * @param routes Which changes go to which handlers, by route name. They run in the order of the file.
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
