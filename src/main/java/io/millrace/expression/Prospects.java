package io.millrace.expression;

import io.millrace.change.EventName;
import io.millrace.change.Image;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.expression.spel.SpelNode;

/**
 * The possible results of a condition.
 *
 * @param all for all changes
 * @param byEvent by event name, without the images that such changes don't have
 */
record Prospects(Set<Outcome> all, Map<EventName, Set<Outcome>> byEvent) {

    /** @throws InvalidExpressionException if it is neither true nor false */
    static Prospects of(String text, SpelNode expression, NewKeyword keyword) {
        Set<Outcome> all = new Outcomes(keyword, Set.of(), false).of(expression);
        if (Outcome.isNoTruth(all)) {
            throw new InvalidExpressionException(
                    "'%s' gives %s, which is neither true nor false".formatted(text, Outcome.kinds(all)));
        }
        Map<EventName, Set<Outcome>> byEvent = new EnumMap<>(EventName.class);
        for (EventName event : EventName.values()) {
            byEvent.put(event, new Outcomes(keyword, absent(event), false).of(expression));
        }
        return new Prospects(all, byEvent);
    }

    private static Set<String> absent(EventName event) {
        return EnumSet.complementOf(EnumSet.copyOf(Image.of(event))).stream()
                .map(Image::toString)
                .collect(Collectors.toSet());
    }

    boolean canBeMet(EventName event) {
        return of(event).contains(Outcome.TRUE) || !all.contains(Outcome.TRUE);
    }

    boolean alwaysBreaks(EventName event) {
        return Outcome.isOnly(Outcome.FAILURE, of(event)) && !of(event).equals(all);
    }

    private Set<Outcome> of(EventName event) {
        return byEvent.getOrDefault(event, all);
    }
}
