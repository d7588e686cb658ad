package io.millrace.config;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.change.EventName;
import io.millrace.expression.InvalidExpressionException;
import io.millrace.expression.When;
import io.millrace.routing.Changed;
import io.millrace.routing.Condition;
import io.millrace.routing.RemovedBy;
import io.millrace.routing.filter.FilterPattern;
import io.millrace.routing.filter.InvalidFilterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Reads the conditions of one route, noting what is wrong with them. */
final class ConditionsReader {

    private final ConfigurationPropertyName routeKey;
    private final Settings settings;
    private final Mistakes mistakes;

    ConditionsReader(ConfigurationPropertyName routeKey, Settings settings, Mistakes mistakes) {
        this.routeKey = routeKey;
        this.settings = settings;
        this.mistakes = mistakes;
    }

    /**
     * The conditions, those that take least time first. What can fail stands behind what can't: Lambda's filters keep away
     * what the filter doesn't want, so that nothing before it may fail.
     */
    List<Condition> read(RouteProperties route, Set<EventName> events, @Nullable StreamViewType viewType) {
        List<Condition> conditions = new ArrayList<>();
        removedBy(route.removedBy(), events).ifPresent(conditions::add);
        filter(route.filter()).ifPresent(conditions::add);
        changed(route.changed(), events, viewType).ifPresent(conditions::add);
        when(route.when()).ifPresent(conditions::add);
        return conditions;
    }

    private Optional<Condition> removedBy(RemovedBy removedBy, Set<EventName> events) {
        if (removedBy == RemovedBy.ANY) {
            return Optional.empty();
        }
        if (!events.contains(EventName.REMOVE)) {
            mistakes.add(
                    routeKey.append("removed-by"),
                    "'%s' is about removals, but 'events' leaves REMOVE out."
                            .formatted(removedBy.name().toLowerCase(Locale.ROOT)));
        }
        return Optional.of(removedBy);
    }

    private Optional<Condition> changed(List<String> paths, Set<EventName> events, @Nullable StreamViewType viewType) {
        ConfigurationPropertyName key = routeKey.append("changed");
        if (settings.find(key).filter(set -> "".equals(set.getValue())).isPresent()) {
            mistakes.add(key, "the list is empty; leave it out for any change.");
        }
        Optional<Condition> changed = paths.isEmpty() ? Optional.empty() : parsed("changed", () -> new Changed(paths));
        if (!paths.isEmpty() && viewType != null && !hasImages(viewType, events)) {
            mistakes.add(
                    key,
                    "compares the old image with the new one, but the table's view-type is %s. It needs NEW_AND_OLD_IMAGES."
                            .formatted(viewType));
        }
        return changed;
    }

    /** Whether the records carry what a comparison needs: of an INSERT the new image, of a REMOVE the old one. */
    private static boolean hasImages(StreamViewType viewType, Set<EventName> events) {
        return switch (viewType) {
            case NEW_AND_OLD_IMAGES -> true;
            case NEW_IMAGE -> events.equals(Set.of(EventName.INSERT));
            case OLD_IMAGE -> events.equals(Set.of(EventName.REMOVE));
            case KEYS_ONLY -> false;
        };
    }

    private Optional<Condition> filter(@Nullable String json) {
        return json == null ? Optional.empty() : parsed("filter", () -> FilterPattern.parse(json));
    }

    private Optional<Condition> when(@Nullable String expression) {
        return expression == null ? Optional.empty() : parsed("when", () -> When.parse(expression));
    }

    private Optional<Condition> parsed(String key, Supplier<Condition> parser) {
        try {
            return Optional.of(parser.get());
        } catch (InvalidFilterException | InvalidExpressionException | IllegalArgumentException e) {
            mistakes.add(routeKey.append(key), e.getMessage() + ".");
            return Optional.empty();
        }
    }
}
