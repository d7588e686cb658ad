package io.millrace.dispatch;

import io.millrace.change.SequenceNumber;

/**
 * A record that is not done, and why.
 *
 * @param route the route's name; empty when the record failed before any route
 * @param handler the handler's name; empty when the record failed before any handler
 */
public record Failure(SequenceNumber sequenceNumber, String route, String handler, Throwable cause) {

    /** What failed where: {@code record 222 failed in route 'changed', handler 'productChanged' (attempt 1)}. */
    String where() {
        String place = route.isEmpty() ? "before any route" : "in route '%s', handler '%s'".formatted(route, handler);
        return "record %s failed %s (attempt 1)".formatted(sequenceNumber, place);
    }

    /** Names the record and the class of what was thrown, never the record's contents. */
    @Override
    public String toString() {
        return where() + ": " + cause.getClass().getName();
    }
}
