package io.millrace.config;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what can never work because the records of the stream don't carry the images that it needs.
 *
 * @param viewType what the records carry; {@code null} if it is not configured
 */
record NeededImages(@Nullable StreamViewType viewType) {

    /** An event name with the images that its changes never have: {@code REMOVE, which has no new image}. */
    static String withAbsent(EventName event) {
        return EnumSet.complementOf(EnumSet.copyOf(Image.of(event))).stream()
                .map(", which has no %s image"::formatted)
                .collect(Collectors.joining("", event.name(), ""));
    }

    /**
     * The missing images, and the view types that have them; empty if none is missing, or the view type is not known.
     *
     * @param events the event names that match
     * @param images the images that a change of an event name needs
     */
    Optional<String> missing(Set<EventName> events, Function<EventName, Set<Image>> images) {
        Set<Image> needed = EnumSet.noneOf(Image.class);
        events.forEach(event -> needed.addAll(images.apply(event)));
        if (viewType == null || needed.stream().allMatch(image -> image.isIn(viewType))) {
            return Optional.empty();
        }
        String names = needed.stream().map(Image::toString).collect(Collectors.joining(" and the "));
        String wanted = needed.size() > 1
                ? "NEW_AND_OLD_IMAGES"
                : needed.iterator().next().name() + "_IMAGE or NEW_AND_OLD_IMAGES";
        return Optional.of(
                "the %s image, but the table's view-type is %s. It needs %s.".formatted(names, viewType, wanted));
    }
}
