package io.millrace.binding;

import static io.millrace.binding.Images.read;
import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.annotation.JsonFormat;
import io.millrace.binding.Images.One;
import io.millrace.handler.UnreadableImageException;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;

/** Times in images, which are texts, or numbers of any unit. */
class TimeImagesTests {

    private static final Instant SECOND = Instant.parse("2022-03-01T18:04:26Z");
    private static final Instant MILLI = Instant.parse("2022-03-01T18:04:26.523Z");

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource
    void readsTimesOfWhateverUnit(Object time, AttributeValue attribute) {
        assertThat(read(time.getClass(), attribute)).isEqualTo(time);
    }

    static Stream<Arguments> readsTimesOfWhateverUnit() {
        Instant micro = MILLI.plusNanos(123_000);
        return Stream.of(
                arguments(SECOND, n("1646157866")),
                arguments(MILLI, n("1646157866.523")),
                arguments(MILLI, n("1646157866523")),
                arguments(micro, n("1646157866523123")),
                arguments(micro.plusNanos(456), n("1646157866523123456")),
                arguments(Instant.parse("1969-12-31T23:59:59.500Z"), n("-0.5")),
                arguments(MILLI, s("2022-03-01T18:04:26.523Z")),
                arguments(Date.from(SECOND), n("1646157866")),
                arguments(Date.from(MILLI), n("1646157866.523")),
                arguments(Date.from(MILLI), n("1646157866523")),
                arguments(Date.from(MILLI), n("1646157866523123")),
                arguments(Date.from(MILLI), s("2022-03-01T18:04:26.523Z")),
                arguments(java.sql.Timestamp.from(MILLI), n("1646157866523")),
                arguments(SECOND, s("1646157866")),
                arguments(MILLI, s(" 1646157866523 ")),
                arguments(MILLI, s("1646157866.523")),
                arguments(micro, s("1646157866523123")),
                arguments(Instant.parse("1969-12-31T23:59:59Z"), s("-1")),
                arguments(Date.from(SECOND), s("1646157866")),
                arguments(Date.from(MILLI), s("1646157866523")),
                arguments(Date.from(MILLI), s("1646157866.523")),
                arguments(java.sql.Timestamp.from(SECOND), s("1646157866")),
                arguments(MILLI.atOffset(ZoneOffset.UTC), s("1646157866523")),
                arguments(MILLI.atOffset(ZoneOffset.UTC), n("1646157866523")),
                arguments(LocalDate.of(2022, 3, 1), n("1646157866523")),
                arguments(LocalDate.of(2022, 3, 1), n("1646157866")),
                arguments(LocalDate.of(2022, 3, 1), n("19052")),
                arguments(LocalDate.of(2022, 3, 1), s("2022-03-01")));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource
    void refusesWhatIsNoTime(Class<?> type, AttributeValue attribute) {
        assertThatThrownBy(() -> read(type, attribute))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage("the image can't be read as One: attribute 'v' is missing or does not fit");
    }

    static Stream<Arguments> refusesWhatIsNoTime() {
        return Stream.of(
                arguments(Date.class, s("2026-02-30")),
                arguments(java.sql.Date.class, s("2026-02-30")),
                arguments(java.sql.Timestamp.class, s("2026-02-30T10:00:00Z")),
                arguments(Calendar.class, s("2026-13-01")),
                arguments(Date.class, s("null")),
                arguments(Calendar.class, s("null")),
                arguments(Instant.class, s("1".repeat(30))),
                arguments(LocalDate.class, l()),
                arguments(LocalDateTime.class, l()),
                arguments(LocalTime.class, l()),
                arguments(YearMonth.class, l()));
    }

    record Stamped(
            @JsonFormat(pattern = "yyyyMMdd") Date date,
            @JsonFormat(pattern = "uuuuMMdd") LocalDate day,

            @JsonFormat(pattern = "uuuuMMddHHmmss", timezone = "UTC")
            ZonedDateTime time) {}

    @Test
    void readsTextsOfDigitsByThePatternOfTheirField() {
        Map<String, AttributeValue> image =
                Map.of("date", s("20220301"), "day", s("20220301"), "time", s("20220301180426"));
        Stamped stamped = read(ResolvableType.forClass(Stamped.class), image);

        assertThat(stamped.date()).isEqualTo("2022-03-01T00:00:00Z");
        assertThat(stamped.day()).isEqualTo(LocalDate.of(2022, 3, 1));
        assertThat(stamped.time().toInstant()).isEqualTo(SECOND);
    }

    @Test
    void readsTextsOfDigitsByTheFormatOfTheApplication() {
        SimpleDateFormat days = new SimpleDateFormat("yyyyMMdd", Locale.ROOT);
        days.setTimeZone(TimeZone.getTimeZone("UTC"));
        JsonMapper mapper = JsonMapper.builder().defaultDateFormat(days).build();

        assertThat(Images.read(mapper, Date.class, s("20220301")))
                .isEqualTo(Date.from(Instant.parse("2022-03-01T00:00:00Z")));
    }

    @Test
    void readsTimesOfATimeZone() {
        Calendar calendar = (Calendar) read(Calendar.class, n("1646157866"));
        ZonedDateTime zoned = (ZonedDateTime) read(ZonedDateTime.class, n("1646157866523"));
        OffsetDateTime offset = (OffsetDateTime) read(OffsetDateTime.class, n("1646157866523123"));

        assertThat(calendar.toInstant()).isEqualTo(SECOND);
        assertThat(zoned.toInstant()).isEqualTo(MILLI);
        assertThat(offset.toInstant()).isEqualTo(MILLI.plusNanos(123_000));
    }

    @Test
    void readsTimesInMaps() {
        ResolvableType map = ResolvableType.forClassWithGenerics(Map.class, String.class, Instant.class);

        assertThat(Images.<One<Map<String, Instant>>>read(
                                ResolvableType.forClassWithGenerics(One.class, map),
                                Map.of("v", m(Map.of("a", n("1646157866523")))))
                        .v())
                .containsExactly(Map.entry("a", MILLI));
    }
}
