package io.millrace.handler.ready.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTests {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "seconds           | 3                             | PT3S",
                "spaces            | ' 3 '                         | PT3S",
                "no wait           | 0                             | PT0S",
                "more than a long  | 99999999999999999999          | PT24H",
                "a date            | Sat, 21 Nov 2026 10:00:04 GMT | PT4S",
                "a date that was   | Fri, 20 Nov 2026 10:00:04 GMT | PT0S",
                "an old date       | Saturday, 21-Nov-26 10:00:04 GMT | PT4S",
                "an older date     | Sat Nov 21 10:00:04 2026      | PT4S",
                "a day of one digit | Tue Dec  1 10:00:04 2026     | P10DT4S",
                "fifty years ahead | Saturday, 21-Nov-76 10:00:00 GMT | PT438312H",
                "a century ago     | Tuesday, 22-Nov-77 10:00:00 GMT | PT0S",
                "a date elsewhere  | Sat, 21 Nov 2026 10:00:04 +0000 | PT4S",
                "another weekday   | Friday, 21-Nov-26 10:00:04 GMT | PT0S",
                "a negative number | -3                            | PT0S",
                "a fraction        | 1.5                           | PT0S",
                "anything else     | soon                          | PT0S",
                "nothing           | ''                            | PT0S",
            })
    void readsSecondsAndDates(String name, String header, Duration wait) {
        assertThat(of(Map.of("Retry-After", List.of(header)))).isEqualTo(wait);
    }

    @Test
    void takesNoHeaderForNoWait() {
        assertThat(of(Map.of())).isZero();
    }

    private static Duration of(Map<String, List<String>> headers) {
        return RetryAfter.of(HttpHeaders.of(headers, (name, value) -> true), NOW);
    }
}
