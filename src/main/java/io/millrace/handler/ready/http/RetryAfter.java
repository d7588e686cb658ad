package io.millrace.handler.ready.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a server wants to be left alone. Source: RFC 9110, section 10.2.3. */
final class RetryAfter {

    /** More than anyone waits. */
    private static final Duration LONG = Duration.ofDays(1);

    private RetryAfter() {}

    /** By the header, in seconds or as a date; no time where there is none, or none that can be read. */
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
        try {
            Instant end = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, end));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
