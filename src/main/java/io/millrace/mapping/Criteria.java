package io.millrace.mapping;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.routing.filter.FilterPattern;
import io.millrace.table.KeySchema;
import io.millrace.table.KeySchema.Key;
import io.millrace.table.KeySchema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The filter criteria of an event source mapping: they pass each record that some route wants, and each that has to fail.
 * Source: "Lambda event filtering" in the AWS Lambda Developer Guide.
 *
 * @param patterns a record passes that meets one of them; empty when all records pass
 * @param widened the records that pass although no route wants them, and why
 */
public record Criteria(List<String> patterns, List<String> widened) {

    /** How many patterns Lambda allows a mapping unless its quota is raised. */
    public static final int USUAL = 5;

    private static final int LONGEST = 4_096;

    /**
     * The criteria for the routes of a table.
     *
     * @param unmatched what happens to records that no route wants; unless they are ignored, all records pass
     * @param most the largest number of patterns
     */
    public static Criteria of(
            List<? extends Route<?>> routes, KeySchema keys, RouteTable.Unmatched unmatched, int most) {
        if (unmatched != RouteTable.Unmatched.IGNORE) {
            return all("unmatched is not 'ignore', so that each record passes");
        }
        if (routes.isEmpty()) {
            return all("there are no routes");
        }
        Set<String> widened = new LinkedHashSet<>();
        Set<Map<String, Object>> patterns = new LinkedHashSet<>();
        for (Route<?> route : routes.stream().filter(Criteria::canMatch).toList()) {
            List<String> lost = new ArrayList<>();
            Map<String, Object> pattern = RoutePattern.of(route, keys, lost::add);
            if (pattern.isEmpty()) {
                return new Criteria(List.of(), wantsAll(route, lost));
            }
            widened.addAll(lost);
            patterns.add(pattern);
        }
        patterns.addAll(withoutKeys(keys));
        return fitting(new ArrayList<>(patterns), widened, most);
    }

    /** The predicate that tells whether a record of this table passes. */
    public Predicate<DynamodbStreamRecord> filter(String table) {
        List<FilterPattern> filters =
                patterns.stream().map(FilterPattern::parse).toList();
        return record ->
                filters.isEmpty() || filters.stream().anyMatch(filter -> filter.isMet(Change.of(record, table)));
    }

    private static List<String> wantsAll(Route<?> route, List<String> lost) {
        return lost.isEmpty() ? List.of("route '%s' wants each record".formatted(route.name())) : lost;
    }

    /** Comments for readers of the template: what these filters let pass, or why there are none. */
    public List<String> comments(String table) {
        String subject = patterns.isEmpty() ? "No filters for" : "Filters of";
        return widened.stream()
                .map(reason -> "%s '%s': %s".formatted(subject, table, reason))
                .toList();
    }

    private static Criteria all(String reason) {
        return new Criteria(List.of(), List.of(reason));
    }

    private static boolean canMatch(Route<?> route) {
        return route.conditions().stream()
                .allMatch(condition -> !(condition instanceof FilterPattern filter) || filter.canMatch());
    }

    /**
     * Patterns for records without the keys that the configuration names, or with keys of another type: these records pass and
     * fail, since otherwise all would be lost in silence.
     */
    private static List<Map<String, Object>> withoutKeys(KeySchema keys) {
        return Stream.of(keys.partition(), keys.sort())
                .flatMap(Stream::ofNullable)
                .map(Criteria::withoutKey)
                .toList();
    }

    private static Map<String, Object> withoutKey(Key key) {
        List<Object> absent = List.of(Map.of("exists", false));
        Map<String, Object> types = new LinkedHashMap<>();
        Stream.of(Type.values())
                .filter(type -> key.type() == null || key.type() == type)
                .forEach(type -> types.put(type.name(), absent));
        return Map.of("dynamodb", Map.of("Keys", Map.of(key.name(), types)));
    }

    private static Criteria fitting(List<Map<String, Object>> patterns, Set<String> widened, int most) {
        List<Map<String, Object>> left = patterns.size() > most ? mergedByPlaces(patterns, widened) : patterns;
        while (left.size() > most) {
            left = withTwoMerged(left, widened);
        }
        List<Map<String, Object>> fitting =
                left.stream().map(pattern -> shortened(pattern, widened)).toList();
        return fitting.stream().anyMatch(Map::isEmpty)
                ? new Criteria(List.of(), List.copyOf(widened))
                : new Criteria(fitting.stream().map(Patterns::json).distinct().toList(), List.copyOf(widened));
    }

    private static List<Map<String, Object>> mergedByPlaces(List<Map<String, Object>> patterns, Set<String> widened) {
        Map<Set<String>, Map<String, Object>> byPlaces = new LinkedHashMap<>();
        patterns.forEach(pattern -> byPlaces.merge(Patterns.places(pattern), pattern, Patterns::either));
        if (byPlaces.size() < patterns.size()) {
            widened.add("%d patterns that look at the same fields are %d, so that their values mix"
                    .formatted(patterns.size(), byPlaces.size()));
        }
        return new ArrayList<>(byPlaces.values());
    }

    /** Merges the two patterns that lose the fewest fields. */
    private static List<Map<String, Object>> withTwoMerged(List<Map<String, Object>> patterns, Set<String> widened) {
        int first = 0;
        int second = 1;
        int kept = -1;
        for (int i = 0; i < patterns.size(); i++) {
            for (int j = i + 1; j < patterns.size(); j++) {
                int places = Patterns.places(Patterns.either(patterns.get(i), patterns.get(j)))
                        .size();
                if (places > kept) {
                    first = i;
                    second = j;
                    kept = places;
                }
            }
        }
        List<Map<String, Object>> left = new ArrayList<>(patterns);
        Map<String, Object> merged = Patterns.either(patterns.get(first), left.remove(second));
        left.set(first, merged);
        widened.add(
                merged.isEmpty()
                        ? "too many patterns, which have no field in common"
                        : "too many patterns: some look at %s alone".formatted(Patterns.places(merged)));
        return left;
    }

    private static Map<String, Object> shortened(Map<String, Object> pattern, Set<String> widened) {
        Map<String, Object> shorter = pattern;
        while (Patterns.json(shorter).length() > LONGEST) {
            shorter = Patterns.withoutLongest(
                    shorter,
                    place -> widened.add("a pattern of more than %d characters without %s".formatted(LONGEST, place)));
        }
        return shorter;
    }
}
