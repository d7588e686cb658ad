package io.millrace.config;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.change.EventName;
import io.millrace.expression.When;
import io.millrace.routing.Changed;
import io.millrace.routing.Condition;
import io.millrace.routing.RemovedBy;
import io.millrace.routing.filter.FilterPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Reads the conditions of one route, and adds mistakes. */
final class ConditionsReader {

    private final ConfigurationPropertyName routeKey;
    private final Mistakes mistakes;

    ConditionsReader(ConfigurationPropertyName routeKey, Mistakes mistakes) {
        this.routeKey = routeKey;
        this.mistakes = mistakes;
    }

    /**
     * The conditions, the cheapest first. A condition that can fail stands after those that can't: with Lambda's filters the
     * function never gets a record that the filter rejects, so that no condition before the filter may fail for it.
     */
    List<Condition> read(RouteProperties route, Set<EventName> events, @Nullable StreamViewType viewType) {
        List<Condition> conditions = new ArrayList<>();
        NeededImages images = new NeededImages(viewType);
        removedBy(route.removedBy(), events).ifPresent(conditions::add);
        filter(route.filter()).ifPresent(filter -> add(conditions, "filter", filter, events, images));
        changed(route.changed()).ifPresent(changed -> add(conditions, "changed", changed, events, images));
        when(route.when()).ifPresent(when -> add(conditions, "when", when, events, images));
        return conditions;
    }

    private Optional<Condition> removedBy(RemovedBy removedBy, Set<EventName> events) {
        if (removedBy == RemovedBy.ANY) {
            return Optional.empty();
        }
        mistakes.addIf(
                !events.contains(EventName.REMOVE),
                routeKey.append("removed-by"),
                "'%s' matches removals only, but 'events' does not list REMOVE.",
                removedBy.name().toLowerCase(Locale.ROOT));
        return Optional.of(removedBy);
    }

    private Optional<Condition> changed(List<String> paths) {
        mistakes.addIfEmpty(routeKey.append("changed"), "the list is empty; leave it out for any change.");
        return paths.isEmpty() ? Optional.empty() : parsed("changed", () -> new Changed(paths));
    }

    private Optional<Condition> filter(@Nullable String json) {
        return json == null ? Optional.empty() : parsed("filter", () -> FilterPattern.parse(json));
    }

    private Optional<Condition> when(@Nullable String expression) {
        return expression == null ? Optional.empty() : parsed("when", () -> When.parse(expression));
    }

    private void add(
            List<Condition> conditions, String key, Condition condition, Set<EventName> events, NeededImages images) {
        conditions.add(condition);
        if (events.stream().noneMatch(condition::canBeMet)) {
            mistakes.add(
                    routeKey.append(key),
                    "it can't be met by any %s. Require what the records have, or choose other events."
                            .formatted(events.stream()
                                    .map(NeededImages::withAbsent)
                                    .collect(Collectors.joining(", nor by any "))));
        }
        images.missing(events, condition::images)
                .ifPresent(missing -> mistakes.add(routeKey.append(key), "it reads " + missing));
    }

    private Optional<Condition> parsed(String key, Supplier<Condition> parser) {
        try {
            return Optional.of(parser.get());
        } catch (IllegalArgumentException e) {
            mistakes.add(routeKey.append(key), e.getMessage() + ".");
            return Optional.empty();
        }
    }
}
