package io.millrace.routing;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Item;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * A route: which changes of a table go to a target.
 *
 * @param name for metrics, logs and dead letters
 * @param events the event names that match; never empty
 * @param partitionKey the patterns, of which any may match; empty if any key does
 * @param sortKey the patterns, of which any may match; empty if any key does
 * @param conditions all of them have to be met; they are evaluated in this order
 * @param target where the matching changes go
 */
public record Route<T>(
        String name,
        Set<EventName> events,
        List<KeyPattern> partitionKey,
        List<KeyPattern> sortKey,
        List<Condition> conditions,
        T target) {

    public Route {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("route '%s' has no event name".formatted(name));
        }
        events = EnumSet.copyOf(events);
        partitionKey = List.copyOf(partitionKey);
        sortKey = List.copyOf(sortKey);
        conditions = List.copyOf(conditions);
    }

    /** A route without conditions. */
    public Route(
            String name, Set<EventName> events, List<KeyPattern> partitionKey, List<KeyPattern> sortKey, T target) {
        this(name, events, partitionKey, sortKey, List.of(), target);
    }

    /** The same route with another target. */
    public <U> Route<U> to(U target) {
        return new Route<>(name, events, partitionKey, sortKey, conditions, target);
    }

    /** Whether the other route matches exactly the same changes. */
    public boolean matchesSame(Route<?> other) {
        return events.equals(other.events)
                && Set.copyOf(partitionKey).equals(Set.copyOf(other.partitionKey))
                && Set.copyOf(sortKey).equals(Set.copyOf(other.sortKey))
                && conditions.equals(other.conditions);
    }

    /**
     * Whether a change whose key and event name match meets the conditions.
     *
     * @throws RuntimeException if a condition can't be evaluated
     */
    public boolean wants(Change<Item> change) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).isMet(change)) {
                return false;
            }
        }
        return true;
    }

    /** What it matches, in one line: {@code INSERT MODIFY, partition-key 'PET#*', changed price}. */
    public String describe() {
        StringJoiner parts = new StringJoiner(", ");
        parts.add(events.stream().map(Enum::name).collect(Collectors.joining(" ")));
        describe("partition-key", partitionKey, parts);
        describe("sort-key", sortKey, parts);
        conditions.forEach(condition -> parts.add(condition.toString()));
        return parts.toString();
    }

    private static void describe(String key, List<KeyPattern> patterns, StringJoiner parts) {
        if (!patterns.isEmpty()) {
            parts.add(patterns.stream().map("'%s'"::formatted).collect(Collectors.joining(" or ", key + " ", "")));
        }
    }
}
