package io.millrace.dispatch;

import io.millrace.change.Change;
import io.millrace.change.SequenceNumber;

/**
 * A record that a handler could not handle, and the reason.
 *
 * @param route the route's name; empty when the record failed before any route
 * @param handler the handler's name; empty when the record failed before any handler
 * @param attempts how many attempts were made
 * @param cause what the handler threw; in place of an exception that can't be logged, since its {@code getMessage} throws, one that says
 *     so
 */
public record Failure(SequenceNumber sequenceNumber, String route, String handler, int attempts, Throwable cause) {

    public Failure {
        cause = Tellable.of(cause);
    }

    static Failure of(Change<?> change, Step step, int attempts, Throwable cause) {
        return new Failure(change.sequenceNumber(), step.route(), step.name(), attempts, cause);
    }

    /** Names record, route, handler and attempt: {@code record 222 failed in route 'changed', handler 'productChanged' (attempt 1)}. */
    String where() {
        return "record %s failed %s (attempt %d)".formatted(sequenceNumber, place(), attempts);
    }

    private String place() {
        if (route.isEmpty()) {
            return "before any route";
        }
        String inRoute = handler.isEmpty() ? "in route '%s', before its handlers" : "in route '%s', handler '%s'";
        return inRoute.formatted(route, handler);
    }

    /** Names the record and the exception's class, never the contents of the record. */
    @Override
    public String toString() {
        return where() + ": " + cause.getClass().getName();
    }
}
