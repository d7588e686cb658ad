package io.millrace.handler.kit;

import static io.millrace.handler.kit.Texts.text;
import static io.millrace.handler.kit.Texts.timed;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.ChangeTemplate.Escaping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template makes of times. */
class ChangeTemplateTimeTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-21T10:59:59.9Z    | 2026-11-21T10 | 2026-11-21 | 2026-11",
                "2026-11-21T10:30:00+10:45 | 2026-11-20T23 | 2026-11-20 | 2026-11",
                "2026-11-01T00:00+0030     | 2026-10-31T23 | 2026-10-31 | 2026-10",
                "2026-11-21 10:30:00       | 2026-11-21T10 | 2026-11-21 | 2026-11",
                "2026-11-21                | 2026-11-21T00 | 2026-11-21 | 2026-11",
            })
    void cutsTimesInUtc(String time, String hour, String date, String month) {
        Change<Item> change = timed(s(time));

        assertThat(text("{{new.time | hour}}", change)).isEqualTo(hour);
        assertThat(text("{{new.time | date}}", change)).isEqualTo(date);
        assertThat(text("{{new.time|month}}", change)).isEqualTo(month);
        assertThat(text("{{ new.time | year }}", change)).isEqualTo("2026");
    }

    @ParameterizedTest
    @CsvSource({
        "1795258800,2026-11-21T11",
        "1795258800123,2026-11-21T11",
        "1795258800123456,2026-11-21T11",
        "1795258800123456789,2026-11-21T11",
        "0,1970-01-01T00",
        "12.75,1970-01-01T00",
    })
    void cutsNumbersOfAnyUnit(String number, String hour) {
        assertThat(text("{{new.time | hour}}", timed(n(number)))).isEqualTo(hour);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "", "2026-13-01", "10:30", "2026-11-21T25:00Z"})
    void failsWhereATimeIsNoneWithoutSayingWhatItIs(String time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text("{{new.time | date}}", timed(s(time))))
                .withMessage("the template can't be filled in: 'new.time': it is not a time: neither ISO 8601, "
                        + "nor a number since 1970");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | 'new.time': it is not a time: neither ISO 8601, nor a number since 1970",
                "1E+20 | 'new.time': it is not a time: neither ISO 8601, nor a number since 1970",
                "1E+400 | an attribute of type N holds no number that DynamoDB has: up to 38 digits, and a magnitude from 1E-130 to 9.99E+125",
            },
            quoteCharacter = '`')
    void failsWhereANumberIsNoTime(String number, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text("{{new.time | date}}", timed(n(number))))
                .withMessage("the template can't be filled in: " + problem);
    }

    @Test
    void refusesAFilterThatThereIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeTemplate.parse("{{new.time | day}}", Escaping.NONE))
                .withMessage("the template has no filter 'day'. Filters cut times: hour, date, month, year.");
    }
}
