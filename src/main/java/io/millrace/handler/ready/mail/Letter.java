package io.millrace.handler.ready.mail;

import io.millrace.change.Change;
import io.millrace.change.Sha256;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A mail, independent of its transport. */
record Letter(Event event, Envelope envelope, String subject, Body body) {

    /** The header that identifies repeats, with any transport. */
    static final String EVENT_HEADER = "X-Millrace-Event";

    /**
     * The event that a letter is about.
     *
     * @param change describes the record
     * @param number its sequence number
     * @param id the same for the same handler and record, in hexadecimal digits
     */
    record Event(String change, String number, String id) {

        private static final int ID_DIGITS = 32;

        static Event of(String handler, Change<?> change) {
            Map<String, String> parts = new TreeMap<>(Map.of(
                    "handler", handler,
                    "table", change.table(),
                    "event", change.eventId(),
                    "number", change.sequenceNumber().text()));
            return new Event(
                    "table '%s', %s %s".formatted(change.table(), change.event(), change.sequenceNumber()),
                    change.sequenceNumber().text(),
                    Sha256.of(parts.toString()).substring(0, ID_DIGITS));
        }
    }

    /** The sender and the recipients. */
    record Envelope(Address from, List<Address> to, List<Address> cc, List<Address> bcc, List<Address> replyTo) {}

    /** The contents, in one form or in both. */
    record Body(@Nullable String text, @Nullable String html) {}

    /** Returns the message id, which is the same for the same event. */
    String messageId() {
        return "<%s@%s>".formatted(event.id(), envelope.from().domain());
    }

    /** Leaves out the contents. */
    @Override
    public String toString() {
        return "Letter for " + event.change();
    }
}
