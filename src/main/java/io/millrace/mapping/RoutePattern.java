package io.millrace.mapping;

import io.millrace.change.EventName;
import io.millrace.routing.Changed;
import io.millrace.routing.Condition;
import io.millrace.routing.KeyPattern;
import io.millrace.routing.RemovedBy;
import io.millrace.routing.Route;
import io.millrace.routing.filter.FilterPattern;
import io.millrace.table.KeySchema;
import io.millrace.table.KeySchema.Key;
import io.millrace.table.KeySchema.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The filter pattern of one route, which passes at least the records that the route wants. */
final class RoutePattern {

    private static final Map<String, Object> PRESENT = Map.of("exists", true);

    private final Route<?> route;
    private final Consumer<String> widened;

    private RoutePattern(Route<?> route, Consumer<String> widened) {
        this.route = route;
        this.widened = place -> widened.accept("route '%s' without its %s".formatted(route.name(), place));
    }

    /**
     * The pattern of a route.
     *
     * @param widened receives what the pattern can't express
     */
    static Map<String, Object> of(Route<?> route, KeySchema keys, Consumer<String> widened) {
        return new RoutePattern(route, widened).pattern(keys);
    }

    private Map<String, Object> pattern(KeySchema keys) {
        Map<String, Object> pattern = new LinkedHashMap<>();
        if (route.events().size() < EventName.values().length) {
            pattern.put("eventName", route.events().stream().map(Enum::name).toList());
        }
        Map<String, Object> wanted = new LinkedHashMap<>();
        key(wanted, keys.partition(), route.partitionKey());
        key(wanted, keys.sort(), route.sortKey());
        if (!wanted.isEmpty()) {
            pattern.put("dynamodb", Map.of("Keys", wanted));
        }
        for (Condition condition : route.conditions()) {
            pattern = and(pattern, condition);
        }
        return pattern;
    }

    private Map<String, Object> and(Map<String, Object> pattern, Condition condition) {
        if (condition instanceof FilterPattern filter) {
            filter.unknownToLambda().forEach(part -> widened.accept("filter's " + part));
            return Patterns.both(pattern, (Map<?, ?>) filter.forLambda(), widened);
        }
        if (condition == RemovedBy.TTL && route.events().equals(Set.of(EventName.REMOVE))) {
            Map<String, Object> identity =
                    Map.of("type", List.of("Service"), "principalId", List.of("dynamodb.amazonaws.com"));
            return Patterns.both(pattern, Map.of("userIdentity", identity), widened);
        }
        widened.accept(
                condition instanceof Changed || condition instanceof RemovedBy ? condition.toString() : "'when'");
        return pattern;
    }

    private void key(Map<String, Object> wanted, @Nullable Key key, List<KeyPattern> patterns) {
        boolean any = patterns.stream()
                .anyMatch(pattern -> pattern.prefix() && pattern.text().isEmpty());
        if (key != null && !patterns.isEmpty() && !any) {
            wanted.put(key.name(), key(key.type(), patterns));
            if (key.type() == Type.N) {
                widened.accept("'%s', a number".formatted(key.name()));
            }
        }
    }

    /** The pattern of a key; a key of unknown type may have each type that its patterns can mean. */
    private static Map<String, Object> key(@Nullable Type type, List<KeyPattern> patterns) {
        List<Map<String, Object>> types = new ArrayList<>();
        if (type == null || type == Type.S) {
            types.add(Map.of("S", patterns.stream().map(RoutePattern::text).toList()));
        }
        if (type == Type.N || type == null && patterns.stream().anyMatch(RoutePattern::isNumber)) {
            types.add(Map.of("N", List.of(PRESENT))); // a filter compares a number as text, so that 7 and 7.0 differ
        }
        List<String> exact = patterns.stream()
                .filter(pattern -> !pattern.prefix())
                .map(KeyPattern::text)
                .flatMap(text -> base64(text).stream())
                .toList();
        if (type == Type.B || type == null && !exact.isEmpty()) {
            types.add(Map.of("B", exact.isEmpty() ? List.of(PRESENT) : exact));
        }
        return types.size() == 1 ? types.get(0) : Map.of("$or", types);
    }

    private static Object text(KeyPattern pattern) {
        return pattern.prefix() ? Map.of("prefix", pattern.text()) : pattern.text();
    }

    /** The Base64 text as JSON has it, with padding. */
    private static Optional<String> base64(String text) {
        try {
            return Optional.of(
                    Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isNumber(KeyPattern pattern) {
        try {
            return !pattern.prefix() && new BigDecimal(pattern.text()).signum() < 2;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
