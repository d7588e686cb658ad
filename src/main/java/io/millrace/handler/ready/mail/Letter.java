package io.millrace.handler.ready.mail;

import io.millrace.change.Change;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

        static Event of(String handler, Change<?> change) {
            Map<String, String> parts = new TreeMap<>(Map.of(
                    "handler", handler,
                    "table", change.table(),
                    "event", change.eventId(),
                    "number", change.sequenceNumber().text()));
            byte[] digest = sha256().digest(parts.toString().getBytes(StandardCharsets.UTF_8));
            return new Event(
                    "table '%s', %s %s".formatted(change.table(), change.event(), change.sequenceNumber()),
                    change.sequenceNumber().text(),
                    HexFormat.of().formatHex(digest, 0, 16));
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every Java platform has it
            }
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
