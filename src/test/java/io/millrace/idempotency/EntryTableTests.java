package io.millrace.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.time.Backoff;
import io.millrace.time.Deadline;
import io.millrace.time.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The waits between calls. */
class EntryTableTests {

    private final Backoff tries = EntryTable.tries();

    @Test
    void waitsLongerBeforeEachTryUpToASecond() {
        List<Duration> waits = new ArrayList<>();
        EntryTable table = table(waits::add);

        while (table.another(tries, Deadline.NONE)) {}

        List<Integer> limits = List.of(25, 50, 100, 200, 400, 800, 1_000);
        assertThat(waits).hasSameSizeAs(limits).noneMatch(Duration::isZero);
        assertThat(waits)
                .zipSatisfy(limits, (wait, limit) -> assertThat(wait).isLessThanOrEqualTo(Duration.ofMillis(limit)));
    }

    @Test
    void staysInterrupted() {
        EntryTable table = table(wait -> {
            throw new InterruptedException();
        });

        assertThatExceptionOfType(IdempotencyException.class)
                .isThrownBy(() -> table.another(tries, Deadline.NONE))
                .withMessage("Interrupted while waiting for the idempotency table.");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static EntryTable table(Sleeper sleeper) {
        return new EntryTable(
                () -> {
                    throw new AssertionError("nothing is called");
                },
                "entries",
                sleeper);
    }
}
