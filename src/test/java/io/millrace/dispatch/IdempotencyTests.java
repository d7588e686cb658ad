package io.millrace.dispatch;

import static io.millrace.dispatch.Processes.START;
import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.handler.RecordHandler;
import io.millrace.testkit.Probe;
import io.millrace.time.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another process has done is not done again. */
class IdempotencyTests {

    private final Probe probe = new Probe();
    private final Processes processes = new Processes();
    private final SharedStore store = processes.store();

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void doesNotDoAgainWhatAnotherProcessHasDone(int concurrency) {
        List<DynamodbStreamRecord> records = batch("101@a", "102@b", "103@a", "104@c!");

        assertThatResult(processes.process(concurrency, probe.single("s")).dispatch(records, Deadline.NONE))
                .stoppedAt("104");
        assertThatResult(processes.process(concurrency, probe.single("s")).dispatch(records, Deadline.NONE))
                .stoppedAt("104");

        assertThat(probe.calls()).containsExactlyInAnyOrder("s 101", "s 102", "s 103", "s 104", "s 104");
    }

    @Test
    void claimsABatchInOneCallAndGivesBackWhatItDidNotDo() {
        processes.process(1, probe.single("s")).dispatch(batch("101@a", "102@b!", "103@a", "104@c"), Deadline.NONE);

        assertThat(store.calls).containsExactly("claim 4", "complete 1", "release 3");
        assertThat(store.leases).isEmpty();
    }

    @Test
    void needsFewCallsForAHandlerOfMany() {
        String[] records =
                IntStream.range(0, 100).mapToObj(i -> (1000 + i) + "@" + i).toArray(String[]::new);

        processes.process(1, probe.many("m")).dispatch(batch(records), Deadline.NONE);
        processes.process(1, probe.many("m")).dispatch(batch(records), Deadline.NONE);

        assertThat(store.calls).containsExactly("claim 100", "complete 100", "claim 100");
        assertThat(probe.calls()).hasSize(1);
    }

    @Test
    void givesBackWhatItMayHaveClaimed() {
        store.failingAfterwards = true;

        processes.process(1, probe.single("s")).dispatch(batch("101@a", "102@b"), Deadline.NONE);

        assertThat(store.calls).containsExactly("claim 2", "release 2");
        assertThat(store.leases).isEmpty();
    }

    @Test
    void countsTheAttemptsOfAllProcesses() {
        FailurePolicy.Retry retry = Retrying.attempts(4);
        List<Integer> attempts = new ArrayList<>();

        for (int delivery = 0; delivery < 3; delivery++) {
            Dispatcher process = processes.process(
                    new FailurePolicy(retry, FailurePolicy.OnFailure.SKIP, FailurePolicy.Remember.IN_STORE),
                    1,
                    probe.single("s"));
            BatchResult result = process.dispatch(
                    batch("101@a!", "102@b"), Deadline.at(processes.now().plusMillis(1500), processes.clock()));
            attempts.addAll(result.failures().stream().map(Failure::attempts).toList());
            attempts.addAll(
                    result.failed().skipped().stream().map(Failure::attempts).toList());
        }

        assertThat(attempts).containsExactly(2, 4);
        assertThat(probe.calls()).containsExactly("s 101", "s 101", "s 101", "s 101", "s 102");
        assertThat(store.calls)
                .containsExactly(
                        "claim 2", "release 1", "release tried 1", "claim 2", "complete 1", "complete 1", "claim 2");
    }

    @Test
    void startsNothingWhereTheStoreIsAway() {
        store.failing = 1;

        BatchResult result = processes.process(1, probe.single("s")).dispatch(batch("101@a", "102@b"), Deadline.NONE);

        assertThatResult(result).stoppedAt("101");
        assertThat(probe.calls()).isEmpty();
    }

    @Test
    void triesAgainToSayThatSomethingIsDone() {
        Dispatcher process = processes.process(1, probe.single("s"), processes.failingNext(3));

        assertThatResult(process.dispatch(batch("101@a"), Deadline.NONE)).isComplete();

        assertThat(store.calls).endsWith("complete 1", "complete 1", "complete 1", "complete 1");
        assertThat(store.done).hasSize(2);
    }

    @Test
    void stopsBehindWhatIsDoneAndCannotBeRecorded() {
        Dispatcher process = processes.process(1, probe.single("s"), processes.failingNext(100));

        BatchResult result = process.dispatch(batch("101@a", "102@b"), Deadline.NONE);

        assertThatResult(result).stoppedAt("102");
        assertThat(probe.calls()).containsExactly("s 101");
    }

    @Test
    void doesNotWaitPastTheDeadlineToSayThatSomethingIsDone() {
        Dispatcher process = processes.process(1, probe.single("s"), processes.failingNext(100));

        BatchResult result =
                process.dispatch(batch("101@a", "102@b"), Deadline.at(START.plusSeconds(1), processes.clock()));

        assertThatResult(result).stoppedAt("102");
        assertThat(processes.now()).isAfter(START).isBefore(START.plusSeconds(1));
    }

    @Test
    void claimsUntilTheHostEndsTheBatch() {
        List<Instant> ends = new ArrayList<>();
        RecordHandler handler = change -> store.leases.values().forEach(lease -> ends.add(lease.end()));

        processes
                .process(1, handler)
                .dispatch(batch("101@a"), new Deadline(START.plusSeconds(9), START.plusSeconds(10), processes.clock()));

        assertThat(ends).containsExactly(START.plusSeconds(10));
    }

    @Test
    void takesASkippedRecordAndADeadLetterForDone() {
        List<DynamodbStreamRecord> records = batch("101@a!", "102@b");
        RecordHandler handler = probe.single("s");

        processes.process(FailurePolicy.OnFailure.SKIP, 1, handler).dispatch(records, Deadline.NONE);
        processes.process(FailurePolicy.OnFailure.SKIP, 1, handler).dispatch(records, Deadline.NONE);

        assertThat(probe.calls()).containsExactly("s 101", "s 102");
    }
}
