package io.millrace.handler.ready.archive;

import io.millrace.change.Change;
import io.millrace.handler.kit.PercentEncoding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The changes of a table in an hour of UTC. What has no time, as records that are written by hand, is of the first hour of 1970:
 * a date, so that the partition's type stays one.
 */
record Partition(String table, Instant hour) {

    private static final DateTimeFormatter FOLDERS = DateTimeFormatter.ofPattern(
                    "'date='yyyy-MM-dd'/hour='HH", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static Partition of(Change<?> change) {
        Instant time = change.approximateCreationTime().orElse(Instant.EPOCH);
        return new Partition(change.table(), time.truncatedTo(ChronoUnit.HOURS));
    }

    /** Where its objects are, in the way of Hive. */
    String folder() {
        return "table=%s/%s/".formatted(PercentEncoding.of(table, ""), FOLDERS.format(hour));
    }
}
