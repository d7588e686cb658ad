package io.millrace.config;

import io.millrace.change.EventName;
import io.millrace.change.Printable;
import io.millrace.dispatch.Step;
import io.millrace.expression.When;
import io.millrace.function.TableFunction;
import io.millrace.mapping.Deployment;
import io.millrace.routing.Changed;
import io.millrace.routing.KeyPattern;
import io.millrace.routing.RemovedBy;
import io.millrace.routing.Route;
import io.millrace.routing.filter.FilterPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what is allowed but probably not intended. */
final class Warnings {

    private final String id;
    private final List<String> found = new ArrayList<>();

    private Warnings(String id) {
        this.id = id;
    }

    /** The warnings about a table. */
    static List<String> of(TableFunction table) {
        Warnings warnings = new Warnings(table.id());
        for (int i = 0; i < table.routes().size(); i++) {
            warnings.route(table.routes().get(i), table.routes().subList(0, i));
        }
        return warnings.found;
    }

    private void route(Route<List<Step>> route, List<Route<List<Step>>> earlier) {
        boolean never = route.conditions().stream()
                .anyMatch(condition -> condition instanceof FilterPattern pattern && !pattern.canMatch());
        if (never) {
            warn(route, "has a filter that no record can match");
        }
        route.conditions().stream()
                .flatMap(condition -> condition instanceof Changed changed ? changed.paths().stream() : Stream.empty())
                .forEach(path -> path(route, path));
        if (route.conditions().contains(RemovedBy.TTL) && route.events().size() > 1) {
            warn(
                    route,
                    "has 'removed-by: ttl', which only excludes removals by users, and also matches %s; with 'events: REMOVE' it matches only what time to live removes"
                            .formatted(others(route.events())));
        }
        if (route.conditions().size() == 1 && route.conditions().get(0) instanceof When when) {
            route.events().stream()
                    .filter(when::alwaysBreaks)
                    .forEach(event -> warn(
                            route,
                            "has a condition that fails for each %s: take %s out of its events, or write '%s?.'"
                                    .formatted(
                                            NeededImages.withAbsent(event),
                                            event,
                                            event == EventName.INSERT ? "old" : "new")));
        }
        noteLineBreaks(route);
        earlier.stream()
                .filter(one -> covers(one, route))
                .findFirst()
                .ifPresent(one -> warn(
                        route,
                        "only matches what route '%s' already passes to the same handlers, so that they run twice"
                                .formatted(one.name())));
    }

    private void path(Route<?> route, String path) {
        if (path.contains(",")) {
            warn(
                    route,
                    "checks whether '%s' has changed, one attribute with a comma in its name; write several as a list: [%1$s]"
                            .formatted(path));
        }
        if (path.startsWith("new.") || path.startsWith("old.")) {
            warn(
                    route,
                    "checks whether '%s' has changed, below an attribute '%s'; paths begin with the attribute: %s"
                            .formatted(path, path.substring(0, 3), path.substring(4)));
        }
        if (path.matches("(.*\\.)?\\*")) {
            warn(
                    route,
                    "checks whether '%s' has changed, an attribute of this name; leave '%s' out for any attribute"
                            .formatted(path, path.equals("*") ? "changed" : ".*"));
        }
    }

    private static String others(Set<EventName> events) {
        return events.stream()
                .filter(event -> event != EventName.REMOVE)
                .sorted()
                .map(EventName::name)
                .collect(Collectors.joining(" and "));
    }

    /** Warns of a text that ends with a line break, as a block of YAML after {@code |} or {@code >} does. */
    private void noteLineBreaks(Route<?> route) {
        Stream<String> keys = Stream.concat(route.partitionKey().stream(), route.sortKey().stream())
                .map(KeyPattern::text);
        Stream<String> paths = route.conditions().stream()
                .flatMap(condition -> condition instanceof Changed changed ? changed.paths().stream() : Stream.empty());
        Stream.concat(keys, paths)
                .filter(text -> text.endsWith("\n"))
                .forEach(text -> warn(
                        route,
                        "matches '%s' with a line break at its end: in YAML write it on one line, or after |-"
                                .formatted(text.stripTrailing())));
    }

    /** The warnings about defaults in the syntax of a shell: {@code ${STAGE:-dev}}. */
    static List<String> ofValues(Settings settings) {
        return settings.all().stream()
                .filter(value -> value.written().matches("(?s)\\$\\{[^:{}]+:-[^0-9].*"))
                .map(value -> KeyText.of(value.writtenName()))
                .map(
                        "'%s' begins with '-' if its variable is not set: ':-' is the syntax of a shell, here it is ':'"
                                ::formatted)
                .toList();
    }

    /** The warning about the name of a table, if any. */
    static List<String> ofName(String id, String name, TableProperties table) {
        return Deployment.Table.isName(name) || table.localName() != null
                ? List.of()
                : List.of(
                        "Table '%s': DynamoDB does not allow a table with the name '%s', so no record can come from it"
                                .formatted(id, Printable.of(name)));
    }

    private void warn(Route<?> route, String warning) {
        found.add("Table '%s': route '%s' %s".formatted(id, route.name(), warning));
    }

    /** Whether the first route matches everything that the other matches, for the same handlers. */
    private static boolean covers(Route<List<Step>> one, Route<List<Step>> other) {
        Set<EventName> events = one.events();
        return events.containsAll(other.events())
                && (one.partitionKey().isEmpty() || one.partitionKey().equals(other.partitionKey()))
                && (one.sortKey().isEmpty() || one.sortKey().equals(other.sortKey()))
                && (one.conditions().isEmpty() || one.conditions().equals(other.conditions()))
                && names(one).equals(names(other));
    }

    private static List<String> names(Route<List<Step>> route) {
        return route.target().stream().map(Step::name).toList();
    }
}
