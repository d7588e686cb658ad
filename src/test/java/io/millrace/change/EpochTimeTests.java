package io.millrace.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpochTimeTests {

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "1646157866, 2022-03-01T18:04:26Z",
        "1646157866.523, 2022-03-01T18:04:26.523Z",
        "1646157866523, 2022-03-01T18:04:26.523Z",
        "1646157866523.5, 2022-03-01T18:04:26.523500Z",
        "1646157866523123, 2022-03-01T18:04:26.523123Z",
        "1646157866523123456, 2022-03-01T18:04:26.523123456Z",
        "1.646157866E9, 2022-03-01T18:04:26Z",
        "-86400, 1969-12-31T00:00:00Z",
        "-86400000000, -0768-02-04T00:00:00Z",
        "-0.5, 1969-12-31T23:59:59.500Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "100000000000, 1973-03-03T09:46:40Z",
        "99999999999999, 5138-11-16T09:46:39.999Z",
        "100000000000000, 1973-03-03T09:46:40Z",
        "100000000000000000, 1973-03-03T09:46:40Z",
    })
    void tellsTheUnitByTheSize(BigDecimal number, Instant time) {
        assertThat(EpochTime.of(number)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+20", "-1E+20", "1E+400", "1E+999999999", "1E-999999999"})
    void isEmptyForWhatIsNoTime(BigDecimal number) {
        assertThat(EpochTime.of(number)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5000, 5000", "1646157866523, 1646157866523", "1646157866523000, 1646157866523", "-1, -1"})
    void readsDatesThatWereTakenForSecondsAsWhatTheyAre(long date, long milliseconds) {
        assertThat(EpochTime.of(new Date(date))).isEqualTo(Instant.ofEpochMilli(milliseconds));
    }
}
