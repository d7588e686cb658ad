package io.millrace.testkit.streams;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Which stream of which table.
 *
 * @param label when it was enabled, as AWS writes it
 */
record StreamName(String table, String label) {

    private static final String TABLES = "arn:aws:dynamodb:eu-central-1:123456789012:table/";
    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static StreamName of(String table, Instant enabled) {
        return new StreamName(table, LABEL.format(enabled));
    }

    String arn() {
        return "%s%s/stream/%s".formatted(TABLES, table, label);
    }
}
