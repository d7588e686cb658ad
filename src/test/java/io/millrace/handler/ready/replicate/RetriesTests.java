package io.millrace.handler.ready.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

class RetriesTests {

    private final List<Duration> waits = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private int calls;

    private final Retries retries = new Retries(new Time(() -> now, waits::add));

    @Test
    void callsADatabaseThatHangsNoMoreAfterTwentySeconds() {
        for (int item = 0; item < 1000; item++) {
            assertThatThrownBy(() -> retries.run(() -> {
                        calls++;
                        now = now.plusSeconds(8);
                        throw SdkClientException.create("timed out");
                    }))
                    .hasMessage("timed out");
        }

        assertThat(calls).isEqualTo(3);
    }

    @Test
    void triesEachOnceWhereManyInARowCameTooFast() {
        for (int item = 0; item < 100; item++) {
            assertThatThrownBy(() -> retries.run(() -> {
                        calls++;
                        throw ProvisionedThroughputExceededException.builder()
                                .message("too fast")
                                .build();
                    }))
                    .hasMessage("too fast");
        }

        assertThat(calls).isBetween(100, 140);
    }

    @Test
    void goesOnWhereItAnswersAgain() throws Exception {
        retries.run(() -> {
            if (++calls < 3) {
                throw SdkClientException.create("reset");
            }
        });

        assertThat(calls).isEqualTo(3);
        assertThat(waits).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
    }

    @Test
    void keepsToTheTimeOfItsBatchOnOtherThreads() throws Exception {
        Deadline deadline = Deadline.at(now.plusMillis(200), () -> now);
        Time time = new Time(() -> now, wait -> now = now.plus(wait));
        Retries ofBatch = deadline.within(() -> new Retries(time));

        assertThatThrownBy(() -> ofBatch.run(() -> {
                    calls++;
                    throw SdkClientException.create("reset");
                }))
                .hasMessage("reset");

        assertThat(calls).isEqualTo(3);
    }

    @Test
    void makesNoTryThatTheTimeOfItsBatchDoesNotAllow() throws Exception {
        Deadline deadline = Deadline.at(now.plusMillis(200), () -> now);
        Time time = new Time(() -> now, wait -> now = now.plus(wait));

        assertThatThrownBy(() -> deadline.within(() -> {
                    new Retries(time).run(() -> {
                        calls++;
                        throw SdkClientException.create("reset");
                    });
                    return null;
                }))
                .hasMessage("reset");

        assertThat(calls).isEqualTo(3);
    }
}
