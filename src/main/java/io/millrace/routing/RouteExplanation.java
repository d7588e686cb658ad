package io.millrace.routing;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.Printable;
import io.millrace.table.KeySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a route matches a change, or not.
 *
 * @param verdicts the results of all parts of the route, in the order of evaluation; a route stops at the first that
 *     is not met, this does not
 */
public record RouteExplanation<T>(Route<T> route, List<Condition.Result> verdicts) {

    /** Whether the route's handlers run. */
    public boolean matches() {
        return verdicts.stream().allMatch(Condition.Result::met);
    }

    /** Whether the record fails because a condition can't be evaluated. */
    public boolean fails() {
        return verdicts.stream().anyMatch(Condition.Result::fails);
    }

    static <T> RouteExplanation<T> of(Route<T> route, KeySchema schema, Change<Item> change) {
        Map<String, AttributeValue> keys = change.original().getDynamodb().getKeys();
        List<Condition.Result> verdicts = new ArrayList<>();
        verdicts.add(new Condition.Result(
                "events",
                route.events().contains(change.event()),
                route.events().stream().map(Enum::name).collect(Collectors.joining(" or ")),
                change.event().name()));
        if (!route.partitionKey().isEmpty()) {
            verdicts.add(key("partition-key", route.partitionKey(), schema.partitionKey(keys)));
        }
        if (!route.sortKey().isEmpty()) {
            verdicts.add(key("sort-key", route.sortKey(), schema.sortKey(keys)));
        }
        for (Condition condition : route.conditions()) {
            boolean asked = verdicts.stream().allMatch(Condition.Result::met);
            verdicts.add(verdict(condition, change, asked));
        }
        return new RouteExplanation<>(route, verdicts);
    }

    private static Condition.Result key(String name, List<KeyPattern> patterns, @Nullable AttributeValue key) {
        KeyIndex<AtomicBoolean> index = new KeyIndex<>();
        index.at(patterns, AtomicBoolean::new);
        AtomicBoolean found = new AtomicBoolean();
        index.visit(key, value -> found.set(true));
        String wanted = patterns.stream().map(KeyPattern::shown).collect(Collectors.joining(" or "));
        String seen = key == null
                ? "nothing"
                : Printable.shortened(
                        Item.of(Map.of("key", key)).find("key").orElseThrow().toString());
        return new Condition.Result(name, found.get(), wanted, seen);
    }

    private static Condition.Result verdict(Condition condition, Change<Item> change, boolean asked) {
        try {
            return condition.explain(change);
        } catch (RuntimeException e) {
            String[] words = condition.toString().split(" ", 2);
            return Condition.Result.untold(words[0], words[words.length - 1], String.valueOf(e.getMessage()), asked);
        }
    }
}
