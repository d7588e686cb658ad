package io.millrace.dispatch;

import static io.millrace.testkit.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.HeldBackException;
import io.millrace.testkit.Probe;
import io.millrace.time.Deadline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What listeners are told of what fails, and of what others handle. */
class ListenedFailuresTests {

    private final Events events = new Events();
    private final Probe probe = new Probe();
    private final Retrying retrying = new Retrying();
    private final Letterbox letterbox = new Letterbox();
    private final Processes processes = new Processes();

    @Test
    void tellsEachRetryAndWhatBecomesOfTheRecord() {
        retrying.dispatcher(FailurePolicy.OnFailure.SKIP, Retrying.attempts(2), retrying.failing("101", 5))
                .telling(new Listeners<>(DispatchListener.class, List.of(events)))
                .dispatch(batch("101"), Deadline.NONE);

        assertThat(events.lines())
                .containsExactly(
                        "begun Products 1",
                        "attempt h [101] #1",
                        "failed h [101] #1 in 0 ms: [101]",
                        "retry 101 after 1000 ms",
                        "attempt h [101] #2",
                        "failed h [101] #2 in 0 ms: [101]",
                        "skipped record 101 failed in route 'r', handler 'h' (attempt 2)",
                        "ended Products after 1000 ms");
    }

    @Test
    void measuresHowLongAHandlerTakes() {
        BatchHandler slow = changes -> {
            retrying.pass(Duration.ofMillis(30));
            return Map.of();
        };

        retrying.dispatcher(FailurePolicy.OnFailure.STOP, FailurePolicy.Retry.NONE, slow)
                .telling(new Listeners<>(DispatchListener.class, List.of(events)))
                .dispatch(batch("101"), Deadline.NONE);

        assertThat(events.lines()).contains("completed h [101] #1 in 30 ms", "ended Products after 30 ms");
    }

    @Test
    void tellsOfDeadLetters() {
        letterbox
                .dispatcher(1, probe.single("s"))
                .telling(new Listeners<>(DispatchListener.class, List.of(events)))
                .dispatch(batch("101!", "102"), Deadline.NONE);

        assertThat(events.lines())
                .contains("dead letter record 101 failed in route 'r', handler 'h1' (attempt 1)")
                .endsWith("completed h1 [102] #1 in 0 ms", "ended Products after 0 ms");
    }

    @Test
    void tellsWhyADeadLetterIsNotStored() {
        IllegalStateException reason = new IllegalStateException("the queue is away");
        letterbox.keepBy((letters, deadline) -> {
            throw reason;
        });

        letterbox
                .dispatcher(1, probe.single("s"))
                .telling(new Listeners<>(DispatchListener.class, List.of(events)))
                .dispatch(batch("101!"), Deadline.NONE);

        assertThat(events.of(Events.Stopped.class))
                .singleElement()
                .satisfies(stopped -> assertThat(stopped.record().notStored()).contains(reason));
    }

    @Test
    void tellsOfRecordsThatAHandlerHoldsBack() {
        BatchHandler handler = changes -> {
            Map<SequenceNumber, Throwable> failures = new LinkedHashMap<>();
            failures.put(new SequenceNumber("101"), new IllegalStateException("no"));
            failures.put(new SequenceNumber("103"), HeldBackException.INSTANCE);
            return failures;
        };

        retrying.dispatcher(FailurePolicy.OnFailure.STOP, FailurePolicy.Retry.NONE, handler)
                .telling(new Listeners<>(DispatchListener.class, List.of(events)))
                .dispatch(batch("101@a", "102@b", "103@a"), Deadline.NONE);

        assertThat(events.lines())
                .containsExactly(
                        "begun Products 3",
                        "attempt h [101, 102, 103] #1",
                        "failed h [101, 102, 103] #1 in 0 ms: [101, 103]",
                        "held back h [101, 102, 103] #1: [103]",
                        "stopped record 101 failed in route 'r', handler 'h' (attempt 1)",
                        "ended Products after 0 ms, stopped at 101");
    }

    @Test
    void tellsWhoHandlesARecord() {
        processes
                .process(1, probe.single("s"))
                .telling(new Listeners<>(DispatchListener.class, List.of(events)))
                .dispatch(batch("101"), Deadline.NONE);
        processes
                .process(1, probe.single("s"))
                .telling(new Listeners<>(DispatchListener.class, List.of(events)))
                .dispatch(batch("101"), Deadline.NONE);

        assertThat(events.lines()).contains("claim 101 h1 WON", "claim 101 h1 DONE");
        assertThat(events.of(DispatchListener.Claimed.class)).hasSize(2);
    }

    @Test
    void tellsThatAnotherDeliveryHoldsARecord() {
        processes.holdUntil("101", Processes.START.plusSeconds(60));
        Deadline deadline = Deadline.at(Processes.START.plusSeconds(10), processes.clock());

        processes
                .process(1, probe.single("s"))
                .telling(new Listeners<>(DispatchListener.class, List.of(events)))
                .dispatch(batch("101"), deadline);

        assertThat(events.lines())
                .containsExactly(
                        "begun Products 1",
                        "claim 101 h1 waits for another",
                        "claim 101 h1 HELD",
                        "stopped record 101 failed in route 'r', handler 'h1' (attempt 0)",
                        "ended Products after 9150 ms, stopped at 101");
    }

    @Test
    void tellsOfWhatThisProcessHasDoneBefore() {
        Dispatcher dispatcher = retrying.dispatcher(
                        FailurePolicy.OnFailure.STOP, FailurePolicy.Retry.NONE, retrying.failing("102", 1))
                .telling(new Listeners<>(DispatchListener.class, List.of(events)));

        dispatcher.dispatch(batch("101", "102"), Deadline.NONE, Ended.ComesAgain.WHOLE);
        dispatcher.dispatch(batch("101", "102"), Deadline.NONE, Ended.ComesAgain.WHOLE);

        assertThat(events.of(DispatchListener.Claimed.class))
                .extracting(claimed -> claimed.work().record().sequenceNumber())
                .isEqualTo(List.of("101"));
    }
}
