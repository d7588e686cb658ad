package io.millrace.handler.ready.archive;

import io.millrace.change.Change;
import io.millrace.handler.kit.PercentEncoding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The changes of a table in one hour of UTC. A change without a time, as in hand-written events, belongs to the first hour of
 * 1970: a date, so that the partition keeps its type.
 */
record Partition(String table, Instant hour) {

    private static final DateTimeFormatter FOLDERS = DateTimeFormatter.ofPattern(
                    "'date='yyyy-MM-dd'/hour='HH", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static Partition of(Change<?> change) {
        Instant time = change.approximateCreationTime().orElse(Instant.EPOCH);
        return new Partition(change.table(), time.truncatedTo(ChronoUnit.HOURS));
    }

    /** Returns the folder of its objects, in Hive's style. */
    String folder() {
        return "table=%s/%s/".formatted(PercentEncoding.of(table, ""), FOLDERS.format(hour));
    }
}
