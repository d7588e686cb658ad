package io.millrace.dispatch;

import static io.millrace.dispatch.Throwing.assertStopped;
import static io.millrace.dispatch.Throwing.skipping;
import static io.millrace.dispatch.Throwing.sneak;
import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.handler.BatchHandler;
import io.millrace.handler.RecordHandler;
import io.millrace.time.Deadline;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interruptions of handlers, by themselves and by the stop of the process. */
class InterruptionTests {

    private static final Deadline STOPPING =
            new Deadline(Instant.MAX, Instant.MAX, InstantSource.fixed(Instant.EPOCH), () -> true, true);

    @ParameterizedTest(name = "{0}")
    @MethodSource("interruptions")
    void endsAnInterruptionWithItsCall(Throwable thrown) {
        List<Boolean> interrupted = new ArrayList<>();
        RecordHandler handler = change -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            sneak(thrown);
        };

        BatchResult result = skipping(1, handler).dispatch(batch("101", "102"), Deadline.NONE);

        assertThat(Thread.interrupted()).isFalse();
        assertThatResult(result).isComplete();
        assertThat(result.failed().skipped()).extracting(Failure::cause).containsExactly(thrown, thrown);
        assertThat(interrupted).containsExactly(false, false);
    }

    static Stream<Throwable> interruptions() {
        return Stream.of(
                new InterruptedException(),
                new IllegalStateException("wrapped", new InterruptedException()),
                new IllegalStateException("of something else"));
    }

    @Test
    void endsAnInterruptionInTheThreadsOfSeveralItems() {
        Set<Boolean> interrupted = ConcurrentHashMap.newKeySet();
        RecordHandler handler = change -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            throw new InterruptedException();
        };
        String[] records = IntStream.range(100, 200).mapToObj(n -> n + "@" + n).toArray(String[]::new);

        assertThatResult(skipping(4, handler).dispatch(batch(records), Deadline.NONE))
                .isComplete();

        assertThat(interrupted).containsExactly(false);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void endsAnInterruptionOfACallForMany() {
        BatchHandler handler = changes -> {
            Thread.currentThread().interrupt();
            throw new InterruptedException();
        };

        assertThatResult(skipping(1, handler).dispatch(batch("101", "102"), Deadline.NONE))
                .isComplete();

        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofAStop")
    void comesAgainWhereStoppingTheProcessInterruptsIt(Throwable thrown) {
        RecordHandler handler = change -> sneak(thrown);

        BatchResult result = skipping(1, handler).dispatch(batch("101", "102"), STOPPING);

        assertThat(Thread.interrupted()).isTrue();
        assertStopped(result, thrown);
    }

    static Stream<Throwable> ofAStop() {
        return Stream.of(
                new InterruptedException(),
                new IllegalStateException("wrapped", new InterruptedException()),
                new UncheckedIOException(new ClosedByInterruptException()));
    }

    @Test
    void goesItsWayWhereAnotherFailureComesWhileTheProcessIsBeingStopped() {
        RecordHandler handler = change -> {
            throw new IllegalStateException("of its own");
        };

        assertThatResult(skipping(1, handler).dispatch(batch("101"), STOPPING)).isComplete();
    }
}
