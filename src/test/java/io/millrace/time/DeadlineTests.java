package io.millrace.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTests {

    private static final Duration MOST = Duration.ofSeconds(10);

    @ParameterizedTest(name = "{0} ms left")
    @CsvSource({"60000, 10000", "11000, 9900", "2000, 1800", "1000, 900", "300, 200", "101, 1", "0, 1000", "-5, 1000"})
    void leavesTimeToTellWhatCameOfABatch(long left, long patience) {
        assertThat(endingIn(left).patience(MOST)).isEqualTo(Duration.ofMillis(patience));
    }

    @Test
    void hasAllThePatienceThatIsAskedForWithoutAnEnd() {
        assertThat(Deadline.NONE.patience(MOST)).isEqualTo(MOST);
    }

    @Test
    void hasNoPatienceForACallThatWouldTakeTheLastOfTheTime() {
        assertThatIllegalStateException()
                .isThrownBy(() -> endingIn(100).patience(MOST))
                .withMessage("No time is left for another call");
    }

    private static Deadline endingIn(long millis) {
        return Deadline.at(Instant.EPOCH.plusMillis(millis), InstantSource.fixed(Instant.EPOCH));
    }
}
