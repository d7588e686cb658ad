package io.millrace.routing;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.Printable;
import io.millrace.table.KeySchema;
import io.millrace.table.KeySchema.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one table as an index: partition key, then sort key, then event name. The time that a look-up takes
 * depends on the length of the keys and on the number of routes that match, not on the number of routes.
 */
public final class RouteTable<T> {

    /** What happens to a change that no route matches. */
    public enum Unmatched {
        /** The change is done; nothing is logged. */
        IGNORE,
        /** The change is done, and logged at INFO. */
        LOG,
        /** The change fails, and the batch stops there. */
        FAIL
    }

    private final KeySchema schema;
    private final List<Route<T>> routes;
    private final KeyIndex<RouteNode<T>> index = new KeyIndex<>();

    /**
     * Indexes the routes.
     *
     * @param routes in the order in which they run
     * @throws IllegalArgumentException if a route matches a key that the schema does not name
     */
    public RouteTable(KeySchema schema, List<Route<T>> routes) {
        this.schema = schema;
        this.routes = List.copyOf(routes);
        for (int position = 0; position < routes.size(); position++) {
            add(position, routes.get(position));
        }
    }

    private void add(int position, Route<T> route) {
        requireKey(route, route.partitionKey(), schema.partition(), "partition");
        requireKey(route, route.sortKey(), schema.sort(), "sort");
        index.at(route.partitionKey(), RouteNode::new).forEach(node -> add(node, position, route));
    }

    private static <T> void add(RouteNode<T> node, int position, Route<T> route) {
        if (route.sortKey().isEmpty()) {
            node.add(route, position);
        } else {
            node.bySortKey().at(route.sortKey(), RouteNode::new).forEach(sorts -> sorts.add(route, position));
        }
    }

    private static void requireKey(Route<?> route, List<KeyPattern> patterns, @Nullable Key key, String which) {
        if (!patterns.isEmpty() && key == null) {
            throw new IllegalArgumentException("route '%s' matches the %s key, but the table's configuration names none"
                    .formatted(route.name(), which));
        }
    }

    /**
     * The routes that a change's event name and keys match, in their order. Their other conditions are not evaluated.
     *
     * @throws io.millrace.change.MalformedRecordException if the record lacks a key that the schema names
     */
    public List<Route<T>> match(Change<Item> change) {
        Map<String, AttributeValue> keys = change.original().getDynamodb().getKeys();
        RecordKey key = new RecordKey(change.event(), schema.sortKey(keys));
        Matches<T> matches = new Matches<>();
        index.visit(schema.partitionKey(keys), node -> node.gather(key, matches));
        return matches.inOrder();
    }

    /**
     * Why each route matches a change, or not; all routes, in their order.
     *
     * @throws io.millrace.change.MalformedRecordException as for {@link #match}
     */
    public List<Explanation<T>> explain(Change<Item> change) {
        return routes.stream()
                .map(route -> Explanation.of(route, schema, change))
                .toList();
    }

    /** The same routes with other targets, without the routes that get none. */
    public <U> RouteTable<U> to(Function<T, Optional<U>> targets) {
        List<Route<U>> kept = routes.stream()
                .flatMap(route -> targets.apply(route.target()).map(route::to).stream())
                .toList();
        return new RouteTable<>(schema, kept);
    }

    /** All routes, in their order. */
    public List<Route<T>> routes() {
        return routes;
    }

    /**
     * Why a route matches a change, or not.
     *
     * @param results the results of all parts of the route, in the order of evaluation; a route stops at the first that
     *     is not met, this does not
     */
    public record Explanation<T>(Route<T> route, List<Condition.Result> results) {

        /** Whether the route's handlers run. */
        public boolean matches() {
            return results.stream().allMatch(Condition.Result::met);
        }

        /** Whether the record fails because a condition can't be evaluated. */
        public boolean fails() {
            return results.stream().anyMatch(Condition.Result::fails);
        }

        static <T> Explanation<T> of(Route<T> route, KeySchema schema, Change<Item> change) {
            Map<String, AttributeValue> keys = change.original().getDynamodb().getKeys();
            List<Condition.Result> results = new ArrayList<>();
            results.add(new Condition.Result(
                    "events",
                    route.events().contains(change.event()),
                    route.events().stream().map(Enum::name).collect(Collectors.joining(" or ")),
                    change.event().name()));
            if (!route.partitionKey().isEmpty()) {
                results.add(key("partition-key", route.partitionKey(), schema.partitionKey(keys)));
            }
            if (!route.sortKey().isEmpty()) {
                results.add(key("sort-key", route.sortKey(), schema.sortKey(keys)));
            }
            for (Condition condition : route.conditions()) {
                boolean asked = results.stream().allMatch(Condition.Result::met);
                results.add(result(condition, change, asked));
            }
            return new Explanation<>(route, results);
        }

        private static Condition.Result key(String name, List<KeyPattern> patterns, @Nullable AttributeValue key) {
            KeyIndex<AtomicBoolean> index = new KeyIndex<>();
            index.at(patterns, AtomicBoolean::new);
            AtomicBoolean found = new AtomicBoolean();
            index.visit(key, value -> found.set(true));
            String wanted = patterns.stream().map(KeyPattern::shown).collect(Collectors.joining(" or "));
            String seen = key == null
                    ? "nothing"
                    : Printable.shortened(Item.of(Map.of("key", key))
                            .find("key")
                            .orElseThrow()
                            .toString());
            return new Condition.Result(name, found.get(), wanted, seen);
        }

        private static Condition.Result result(Condition condition, Change<Item> change, boolean asked) {
            try {
                return condition.explain(change);
            } catch (RuntimeException e) {
                String[] words = condition.toString().split(" ", 2);
                return Condition.Result.undecided(
                        words[0], words[words.length - 1], String.valueOf(e.getMessage()), asked);
            }
        }
    }
}
