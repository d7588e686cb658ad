package io.millrace.config;

import io.millrace.change.EventName;
import io.millrace.change.Image;
import java.util.EnumSet;
import java.util.stream.Collectors;

/** Says which images changes of an event name don't have. */
final class AbsentImages {

    private AbsentImages() {}

    /** As in {@code REMOVE, which has no new image}. */
    static String of(EventName event) {
        String absent = EnumSet.complementOf(EnumSet.copyOf(Image.of(event))).stream()
                .map(", which has no %s image"::formatted)
                .collect(Collectors.joining());
        return event + absent;
    }
}
