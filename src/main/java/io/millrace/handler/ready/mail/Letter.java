package io.millrace.handler.ready.mail;

import io.millrace.change.Change;
import io.millrace.change.Sha256;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A mail, before anything is known of who takes it. */
record Letter(Event event, Envelope envelope, String subject, Body body) {

    /** The header that tells repeats, whatever takes the mail. */
    static final String EVENT_HEADER = "X-Millrace-Event";

    /**
     * What the letter is about.
     *
     * @param change names the record
     * @param number its sequence number
     * @param id the same for the same handler and record, and in hexadecimal digits
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

    /** Who writes to whom. */
    record Envelope(Address from, List<Address> to, List<Address> cc, List<Address> bcc, List<Address> replyTo) {}

    /** What is said, in one form or in both. */
    record Body(@Nullable String text, @Nullable String html) {}

    /** The same for the same event. */
    String messageId() {
        return "<%s@%s>".formatted(event.id(), envelope.from().domain());
    }

    /** Never its contents. */
    @Override
    public String toString() {
        return "Letter for " + event.change();
    }
}
