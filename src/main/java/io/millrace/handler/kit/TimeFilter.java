package io.millrace.handler.kit;

import io.millrace.change.EpochTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Shortens a time to a part that a group of changes shares, in UTC. A time is a text in ISO 8601 (UTC if it has no offset,
 * midnight if it has no time of day), or a number since 1970 in the unit that {@link EpochTime} detects.
 */
enum TimeFilter {
    /** {@code 2026-11-21T10}. */
    HOUR("uuuu-MM-dd'T'HH"),
    /** {@code 2026-11-21}. */
    DATE("uuuu-MM-dd"),
    /** {@code 2026-11}. */
    MONTH("uuuu-MM"),
    /** {@code 2026}. */
    YEAR("uuuu");

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .parseCaseInsensitive()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "+0000")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private final DateTimeFormatter format;

    TimeFilter(String pattern) {
        this.format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    /** Returns the names of all filters in templates. */
    static List<String> names() {
        return Arrays.stream(values())
                .map(filter -> filter.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** @throws IllegalArgumentException if the value is not a time; the message does not contain it */
    String cut(Object value) {
        try {
            return format.format(time(value));
        } catch (DateTimeException | ArithmeticException e) {
            throw noTime();
        }
    }

    private static LocalDateTime time(Object value) {
        if (value instanceof BigDecimal number && number.signum() >= 0) {
            return utc(number);
        }
        if (value instanceof String text) {
            return utc(ISO.parseBest(
                    text.strip().replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
        }
        throw noTime();
    }

    private static LocalDateTime utc(BigDecimal number) {
        Instant instant = EpochTime.of(number).orElseThrow(TimeFilter::noTime);
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static LocalDateTime utc(TemporalAccessor time) {
        if (time instanceof OffsetDateTime offset) {
            return offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }
        return time instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) time;
    }

    private static IllegalArgumentException noTime() {
        return new IllegalArgumentException("it is not a time: neither ISO 8601, nor a number since 1970");
    }
}
