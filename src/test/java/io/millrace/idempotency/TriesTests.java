package io.millrace.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriesTests {

    @Test
    void waitsLongerBeforeEachTryUpToASecond() {
        List<Duration> waits = new ArrayList<>();
        Tries tries = new Tries(waits::add, Deadline.NONE);

        while (tries.another()) {}

        List<Integer> limits = List.of(25, 50, 100, 200, 400, 800, 1_000);
        assertThat(waits).hasSameSizeAs(limits).noneMatch(Duration::isZero);
        assertThat(waits)
                .zipSatisfy(limits, (wait, limit) -> assertThat(wait).isLessThanOrEqualTo(Duration.ofMillis(limit)));
    }

    @Test
    void staysInterrupted() {
        Tries tries = new Tries(
                wait -> {
                    throw new InterruptedException();
                },
                Deadline.NONE);

        assertThatExceptionOfType(IdempotencyException.class)
                .isThrownBy(tries::another)
                .withMessage("Interrupted while waiting for the idempotency table.");
        assertThat(Thread.interrupted()).isTrue();
    }
}
