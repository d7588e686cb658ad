package io.millrace.routing;

import io.millrace.change.EventName;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which changes of a table go where.
 *
 * @param name for metrics, logs and dead letters
 * @param events the event names that match; never empty
 * @param partitionKey any of these matches; empty when any key does
 * @param sortKey any of these matches; empty when any key does
 * @param target what the matching changes go to
 */
public record Route<T>(
        String name, Set<EventName> events, List<KeyPattern> partitionKey, List<KeyPattern> sortKey, T target) {

    public Route {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("route '%s' has no event name".formatted(name));
        }
        events = EnumSet.copyOf(events);
        partitionKey = List.copyOf(partitionKey);
        sortKey = List.copyOf(sortKey);
    }

    /** The same route to another target. */
    public <U> Route<U> to(U target) {
        return new Route<>(name, events, partitionKey, sortKey, target);
    }

    /** Whether the other route matches just the same changes. */
    public boolean matchesSame(Route<?> other) {
        return events.equals(other.events)
                && Set.copyOf(partitionKey).equals(Set.copyOf(other.partitionKey))
                && Set.copyOf(sortKey).equals(Set.copyOf(other.sortKey));
    }

    /** The conditions in one line: {@code INSERT MODIFY, partition-key PET#*}. */
    public String conditions() {
        String names = events.stream().map(Enum::name).collect(Collectors.joining(" "));
        return names + condition("partition-key", partitionKey) + condition("sort-key", sortKey);
    }

    private static String condition(String key, List<KeyPattern> patterns) {
        if (patterns.isEmpty()) {
            return "";
        }
        return patterns.stream().map(KeyPattern::toString).collect(Collectors.joining(" or ", ", " + key + " ", ""));
    }
}
