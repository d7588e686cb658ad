package io.millrace.deadletter;

import io.millrace.change.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * Where an entry is stored in a directory or bucket: {@code <table>/<route>/<sequence number>-<handler>-<event id>.json}.
 * Sequence numbers are padded, so that names sort in the order of the stream. Names of tables, routes and handlers are
 * escaped, so that no path leads out of the directory.
 */
final class EntryName {

    private static final int DIGITS = 40;
    /** Two of these, a sequence number and the separators fit into the 255 bytes of a file name on most systems. */
    private static final int LONGEST_PART = 104;

    private static final int DIGEST = 64;

    private EntryName() {}

    static String of(DeadLetterEntry entry) {
        DeadLetterEntry.Origin origin = entry.origin();
        String number = entry.record().getDynamodb().getSequenceNumber();
        String eventId =
                entry.record().getEventID() == null ? number : entry.record().getEventID();
        return "%s/%s/%s-%s-%s.json"
                .formatted(
                        safe(origin.table()),
                        safe(origin.route()),
                        "0".repeat(Math.max(0, DIGITS - number.length())) + safe(number),
                        safe(origin.handler()),
                        safe(eventId));
    }

    /** Keeps letters, digits, '.', '_' and '-', and writes other characters as hexadecimal UTF-8 bytes. Never returns a lone dot. */
    private static String safe(String part) {
        StringBuilder safe = new StringBuilder();
        for (byte octet : part.getBytes(StandardCharsets.UTF_8)) {
            safe.append(isPlain(octet) ? "" + (char) octet : "%%%02X".formatted(octet));
        }
        if (safe.isEmpty() || safe.charAt(0) == '.') {
            safe.insert(0, '_');
        }
        return safe.length() <= LONGEST_PART
                ? safe.toString()
                : safe.substring(0, LONGEST_PART - DIGEST - 1) + "-" + Sha256.of(part);
    }

    private static boolean isPlain(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || octet == '.'
                || octet == '_'
                || octet == '-';
    }
}
