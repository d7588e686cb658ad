package io.millrace.config;

import io.millrace.change.EventName;
import io.millrace.dispatch.FailurePolicy;
import io.millrace.routing.Condition;
import io.millrace.routing.KeyPattern;
import io.millrace.routing.Route;
import io.millrace.table.KeySchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.StringUtils;

/** Reads the routes of one table, and adds mistakes. */
final class TableReader {

    private static final String COMMAS =
            " A comma belongs to the pattern: write several as a list, and as variables with _0, _1 and so on at the end of their names.";

    private final ConfigurationPropertyName tableKey;
    private final TableProperties table;
    private final Mistakes mistakes;
    private final KeySchema keys;

    TableReader(ConfigurationPropertyName tableKey, TableProperties table, Mistakes mistakes) {
        this.tableKey = tableKey;
        this.table = table;
        this.mistakes = mistakes;
        this.keys = readKeys();
    }

    KeySchema keys() {
        return keys;
    }

    private KeySchema readKeys() {
        String partition = table.keys().partition();
        mistakes.addIf(
                StringUtils.hasText(partition) && partition.equals(table.keys().sort()),
                tableKey.append("keys.sort"),
                "'%s' is already the partition key.",
                partition);
        return KeySchema.named(
                emptyToNull("keys.partition", table.keys().partition()),
                emptyToNull("keys.sort", table.keys().sort()));
    }

    /** The enabled routes, each with the names of its handlers. */
    List<Route<List<String>>> routes() {
        List<Route<List<String>>> routes = new ArrayList<>();
        for (String name : mistakes.settings().children(tableKey.append("routes"))) {
            RouteProperties route = table.routes().get(name);
            if (route != null) {
                read(name, route).filter(read -> route.enabled()).ifPresent(routes::add);
            }
        }
        noteCopies(routes);
        return routes;
    }

    /** The failure policy of a route. */
    FailurePolicy policy(RouteProperties route) {
        FailurePolicy.Retry retry =
                route.retry() == null ? FailurePolicy.Retry.NONE : new BackoffRetryPolicy(route.retry());
        FailurePolicy.OnFailure onFailure = route.onFailure() == null ? table.onFailure() : route.onFailure();
        return new FailurePolicy(retry, onFailure, route.idempotency().remember());
    }

    /** Adds mistakes for policies that need a missing store. */
    void checkPolicies(StoresReader stores) {
        stores.check(tableKey.append("on-failure"), table.onFailure());
        table.routes().forEach((name, route) -> stores.check(routeKey(name).append("on-failure"), route.onFailure()));
    }

    /** Adds mistakes for numbers out of range. */
    void checkNumbers() {
        new SourceReader(tableKey, mistakes).check(table.source());
        mistakes.addIf(
                table.concurrency() < 1, tableKey.append("concurrency"), "%d is less than 1.", table.concurrency());
        table.routes().forEach((name, route) -> {
            if (route.retry() != null) {
                checkNumbers(routeKey(name).append("retry"), route.retry());
            }
        });
    }

    private void checkNumbers(ConfigurationPropertyName key, RetryProperties retry) {
        mistakes.addIf(retry.maxAttempts() < 1, key.append("max-attempts"), "%d is less than 1.", retry.maxAttempts());
        mistakes.addIf(
                retry.backoff().toMillis() < 1,
                key.append("backoff"),
                "%s is less than a millisecond.",
                retry.backoff());
        mistakes.addIf(retry.multiplier() < 1, key.append("multiplier"), "%s is less than 1.", retry.multiplier());
        mistakes.addIf(
                retry.maxBackoff().compareTo(retry.backoff()) < 0,
                key.append("max-backoff"),
                "%s is less than the backoff.",
                retry.maxBackoff());
    }

    private Optional<Route<List<String>>> read(String name, RouteProperties route) {
        ConfigurationPropertyName key = routeKey(name);
        List<String> handlers = handlers(key, route);
        List<KeyPattern> partition = patterns(key.append("partition-key"), route.partitionKey());
        List<KeyPattern> sort = patterns(key.append("sort-key"), route.sortKey());
        requireKey(key.append("partition-key"), partition, table.keys().partition(), "partition");
        requireKey(key.append("sort-key"), sort, table.keys().sort(), "sort");
        requireType(key.append("partition-key"), partition, table.keys().partitionType());
        requireType(key.append("sort-key"), sort, table.keys().sortType());
        Set<EventName> events = events(key.append("events"), route.events());
        List<Condition> conditions = new ConditionsReader(key, mistakes).read(route, events, table.viewType());
        return handlers.isEmpty()
                ? Optional.empty()
                : Optional.of(new Route<>(name, events, partition, sort, conditions, handlers));
    }

    private List<String> handlers(ConfigurationPropertyName key, RouteProperties route) {
        noteEmpty(key.append("handlers"), "name the handlers");
        if (route.handler() != null && !route.handlers().isEmpty()) {
            mistakes.add(key.append("handlers"), "a route has either 'handler' or 'handlers', not both.");
        } else if (!StringUtils.hasText(route.handler()) && route.handlers().isEmpty()) {
            mistakes.add(
                    key.append("handler"),
                    "a route needs a handler: the name of a bean, or of a @HandlesChange method.");
        }
        noteTwice(key.append("handlers"), route.handlers());
        return handlers(route);
    }

    /** The names of a route's handlers. */
    static List<String> handlers(RouteProperties route) {
        return StringUtils.hasText(route.handler()) ? List.of(route.handler()) : route.handlers();
    }

    private void noteTwice(ConfigurationPropertyName key, List<String> handlers) {
        handlers.stream()
                .filter(name -> Collections.frequency(handlers, name) > 1)
                .distinct()
                .forEach(name -> mistakes.add(
                        key,
                        "'%s' is listed twice, so each change would be handled twice. Remove one.".formatted(name)));
    }

    private Set<EventName> events(ConfigurationPropertyName key, @Nullable List<EventName> events) {
        noteEmpty(key, "leave it out for all of %s".formatted(List.of(EventName.values())));
        return events == null || events.isEmpty() ? EnumSet.allOf(EventName.class) : EnumSet.copyOf(events);
    }

    private List<KeyPattern> patterns(ConfigurationPropertyName key, List<String> texts) {
        noteEmpty(key, "leave it out for any key");
        List<KeyPattern> patterns = new ArrayList<>();
        for (String text : texts) {
            try {
                patterns.add(KeyPattern.parse(text));
            } catch (IllegalArgumentException e) {
                boolean several = text.contains("*,");
                mistakes.add(key, "%s.%s".formatted(e.getMessage(), several ? COMMAS : ""));
            }
        }
        return patterns;
    }

    private void noteEmpty(ConfigurationPropertyName key, String instead) {
        mistakes.addIfEmpty(key, "the list is empty; %s.".formatted(instead));
    }

    private void requireKey(
            ConfigurationPropertyName key, List<KeyPattern> patterns, @Nullable String attribute, String which) {
        mistakes.addIf(
                !patterns.isEmpty() && !StringUtils.hasText(attribute),
                key,
                "the route matches the %1$s key, but the table does not name its attribute. Set %2$s.keys.%1$s.",
                which,
                KeyText.of(tableKey));
    }

    private void requireType(ConfigurationPropertyName key, List<KeyPattern> patterns, KeySchema.@Nullable Type type) {
        if (type != null) {
            patterns.stream()
                    .filter(pattern -> !pattern.prefix() && !type.has(pattern.text()))
                    .forEach(pattern ->
                            mistakes.add(key, "'%s' can't be a key of type %s.".formatted(pattern.text(), type)));
        }
        boolean prefixes = patterns.stream()
                .anyMatch(pattern -> pattern.prefix() && !pattern.text().isEmpty());
        mistakes.addIf(
                prefixes && type != null && type != KeySchema.Type.S,
                key,
                "a prefix is for keys of type S, and this one is of type %s.",
                type);
    }

    private void noteCopies(List<Route<List<String>>> routes) {
        for (int i = 0; i < routes.size(); i++) {
            Route<List<String>> route = routes.get(i);
            routes.subList(0, i).stream()
                    .filter(earlier ->
                            earlier.matchesSame(route) && earlier.target().equals(route.target()))
                    .findFirst()
                    .ifPresent(earlier -> mistakes.add(
                            routeKey(route.name()),
                            "the route is a copy of '%s': the same conditions and handlers, so each change would be handled twice. Remove one."
                                    .formatted(earlier.name())));
        }
    }

    private @Nullable String emptyToNull(String key, @Nullable String attribute) {
        mistakes.addIfEmpty(tableKey.append(key), "the name is empty; leave the key out, or name an attribute.");
        return StringUtils.hasText(attribute) ? attribute : null;
    }

    ConfigurationPropertyName routeKey(String name) {
        return Settings.child(tableKey.append("routes"), name);
    }
}
