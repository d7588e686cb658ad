package io.millrace.handler.ready.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How long a server asks to wait. Source: RFC 9110, section 10.2.3, and section 5.6.7 for the three forms of dates. */
final class RetryAfter {

    /** Longer than any handler waits. */
    private static final Duration LONG = Duration.ofDays(1);

    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH);

    private RetryAfter() {}

    /** Reads the header, in seconds or as a date; zero if there is none, or none that can be read. */
    static Duration of(HttpHeaders headers, Instant now) {
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .flatMap(text -> text.matches("\\d+") ? Optional.of(seconds(text)) : until(text, now))
                .filter(wait -> !wait.isNegative())
                .orElse(Duration.ZERO);
    }

    private static Duration seconds(String text) {
        return text.length() > 5 ? LONG : Duration.ofSeconds(Long.parseLong(text));
    }

    private static Optional<Duration> until(String date, Instant now) {
        return Stream.of(DateTimeFormatter.RFC_1123_DATE_TIME, rfc850(now), ASCTIME)
                .flatMap(format -> time(date, format).stream())
                .findFirst()
                .map(end -> Duration.between(now, end));
    }

    private static Optional<Instant> time(String date, DateTimeFormatter format) {
        try {
            return Optional.of(LocalDateTime.parse(date, format).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Two-digit years are at most fifty years ahead. */
    private static DateTimeFormatter rfc850(Instant now) {
        LocalDate past = LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(49);
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, past)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }
}
