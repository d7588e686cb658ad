package io.millrace.config;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.change.EventName;
import io.millrace.dispatch.Step;
import io.millrace.function.TableFunction;
import io.millrace.routing.Route;
import io.millrace.routing.filter.FilterPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what is allowed but can hardly be meant. */
final class Doubts {

    private final String id;
    private final @Nullable StreamViewType viewType;
    private final List<String> found = new ArrayList<>();

    private Doubts(String id, @Nullable StreamViewType viewType) {
        this.id = id;
        this.viewType = viewType;
    }

    /**
     * What may be wrong with a table.
     *
     * @param viewType what the stream's records carry, if the configuration says so
     */
    static List<String> of(TableFunction table, @Nullable StreamViewType viewType) {
        Doubts doubts = new Doubts(table.id(), viewType);
        for (int i = 0; i < table.routes().size(); i++) {
            doubts.route(table.routes().get(i), table.routes().subList(0, i));
        }
        return doubts.found;
    }

    private void route(Route<List<Step>> route, List<Route<List<Step>>> earlier) {
        boolean never = route.conditions().stream()
                .anyMatch(condition -> condition instanceof FilterPattern pattern && !pattern.canMatch());
        if (never) {
            doubt(route, "has a filter that no record can match");
        }
        if (viewType != null && viewType != StreamViewType.NEW_AND_OLD_IMAGES) {
            missingImage(route)
                    .ifPresent(image -> doubt(
                            route, "looks at the %s image, which view-type %s leaves out".formatted(image, viewType)));
        }
        earlier.stream()
                .filter(one -> covers(one, route))
                .findFirst()
                .ifPresent(one -> doubt(
                        route,
                        "only wants what route '%s' has given to the same handlers already, so that they run twice"
                                .formatted(one.name())));
    }

    private void doubt(Route<?> route, String doubt) {
        found.add("Table '%s': route '%s' %s".formatted(id, route.name(), doubt));
    }

    private Optional<String> missingImage(Route<?> route) {
        String texts = String.join(
                " ", route.conditions().stream().map(Object::toString).toList());
        boolean looksAtNew = texts.contains("\"NewImage\"") || texts.matches(".*\\bwhen .*\\bnew[.?\\[].*");
        boolean looksAtOld = texts.contains("\"OldImage\"") || texts.matches(".*\\bwhen .*\\bold[.?\\[].*");
        boolean hasNew = viewType == StreamViewType.NEW_IMAGE;
        boolean hasOld = viewType == StreamViewType.OLD_IMAGE;
        if (looksAtNew && !hasNew) {
            return Optional.of("new");
        }
        return looksAtOld && !hasOld ? Optional.of("old") : Optional.empty();
    }

    /** Whether the first route wants all that the other does, for the same handlers. */
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
