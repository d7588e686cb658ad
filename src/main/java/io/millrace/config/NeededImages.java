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
 * Tells what can never work because the stream's records don't carry the images that it needs.
 *
 * @param viewType what they carry, if the configuration says so
 */
record NeededImages(@Nullable StreamViewType viewType) {

    /** An event name with the images that its changes never have: {@code REMOVE, which has no new image}. */
    static String withAbsent(EventName event) {
        return EnumSet.complementOf(EnumSet.copyOf(Image.of(event))).stream()
                .map(", which has no %s image"::formatted)
                .collect(Collectors.joining("", event.name(), ""));
    }

    /**
     * What is missing, and which view types have it; empty if nothing is, or the view type is not known.
     *
     * @param events that are wanted
     * @param images that a change with such an event name needs
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
