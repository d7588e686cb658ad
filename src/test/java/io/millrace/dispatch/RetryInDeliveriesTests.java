package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was tried in one delivery counts in those that follow. */
class RetryInDeliveriesTests {

    private final Retrying retrying = new Retrying();

    @Test
    void goesOnCountingInTheNextDelivery() {
        Dispatcher dispatcher =
                retrying.dispatcher(FailurePolicy.OnFailure.SKIP, Retrying.attempts(4), retrying.failing("101", 9));

        BatchResult first = dispatcher.dispatch(batch("101", "102"), retrying.after(1500));
        BatchResult second = dispatcher.dispatch(batch("101", "102"), retrying.after(1500));

        assertThatResult(first)
                .stoppedAt("101")
                .failed("record 101 failed in route 'r', handler 'h' (attempt 2): java.lang.IllegalStateException");
        assertThatResult(second).isComplete();
        assertThat(second.failed().skipped()).extracting(Failure::attempts).containsExactly(4);
        assertThat(retrying.calls()).containsExactly("101", "101", "101", "101", "102");
    }

    @Test
    void comesToTheLastAttemptWhereTheWaitBeforeItIsLongerThanADelivery() {
        Dispatcher dispatcher =
                retrying.dispatcher(FailurePolicy.OnFailure.SKIP, Retrying.attempts(3), retrying.failing("101", 9));
        List<Boolean> complete = new ArrayList<>();

        for (int delivery = 0; delivery < 3; delivery++) {
            complete.add(dispatcher.dispatch(batch("101"), retrying.after(500)).complete());
        }

        assertThat(complete).containsExactly(false, false, true);
        assertThat(retrying.calls()).containsExactly("101", "101", "101");
    }

    @Test
    void beginsAnewAfterTheLastAttemptOfARouteThatStops() {
        Dispatcher dispatcher =
                retrying.dispatcher(FailurePolicy.OnFailure.STOP, Retrying.attempts(3), retrying.failing("101", 9));

        for (int delivery = 0; delivery < 4; delivery++) {
            dispatcher.dispatch(batch("101"), retrying.after(1500));
        }

        assertThat(retrying.calls()).hasSize(6);
        assertThat(retrying.waited()).hasSize(2);
    }

    @Test
    void beginsAnewOnceARecordIsDone() {
        Dispatcher dispatcher =
                retrying.dispatcher(FailurePolicy.OnFailure.SKIP, Retrying.attempts(4), retrying.failing("101", 2));
        dispatcher.dispatch(batch("101"), retrying.after(500));
        dispatcher.dispatch(batch("101"), retrying.after(1500));
        retrying.calls().clear();

        assertThatResult(dispatcher.dispatch(batch("101"), Deadline.NONE)).isComplete();

        assertThat(retrying.calls()).containsExactly("101");
    }

    @Test
    void givesNoRecordUpInACallForManyThatWasTriedLess() {
        BatchHandler handler = changes -> {
            retrying.calls().add(Retrying.texts(changes));
            Map<SequenceNumber, Throwable> failures = new LinkedHashMap<>();
            changes.forEach(change -> failures.put(change.sequenceNumber(), new IllegalStateException("down")));
            return failures;
        };
        Dispatcher dispatcher = retrying.dispatcher(FailurePolicy.OnFailure.SKIP, Retrying.attempts(3), handler);

        dispatcher.dispatch(batch("101@a"), retrying.after(1500));
        BatchResult result = dispatcher.dispatch(batch("101@a", "102@b"), retrying.after(500));

        assertThatResult(result).stoppedAt("102");
        assertThat(result.failed().skipped())
                .extracting(Failure::where)
                .containsExactly("record 101 failed in route 'r', handler 'h' (attempt 3)");
        assertThat(retrying.calls()).containsExactly("101", "101", "101", "102");
    }

    @Test
    void goesOnInTheNextDeliveryToFindTheRecordThatMakesACallForManyFail() {
        BatchHandler handler = changes -> {
            retrying.calls().add(Retrying.texts(changes));
            retrying.pass(Duration.ofSeconds(1));
            if (Retrying.texts(changes).contains("103")) {
                throw new IllegalStateException("one of them is bad");
            }
            return Map.of();
        };
        Dispatcher dispatcher = retrying.dispatcher(FailurePolicy.OnFailure.SKIP, FailurePolicy.Retry.NONE, handler);
        List<BatchResult> results = new ArrayList<>();

        List<String> records = List.of("101@a", "102@b", "103@c", "104@d");
        for (int from : List.of(0, 0, 2, 2, 3)) { // each from where the one before stopped
            String[] left = records.subList(from, 4).toArray(String[]::new);
            results.add(dispatcher.dispatch(batch(left), retrying.after(500)));
        }

        assertThat(retrying.calls()).containsExactly("101 102 103 104", "101 102", "103 104", "103", "104");
        assertThatResult(results.get(4)).isComplete();
        assertThat(results.get(3).failed().skipped())
                .extracting(Failure::where)
                .containsExactly("record 103 failed in route 'r', handler 'h' (attempt 3)");
    }

    @Test
    void countsTheAttemptsOfAllThatFailedTogetherThoughTimeEndsBetweenTheHalves() {
        BatchHandler handler = changes -> {
            retrying.calls().add(Retrying.texts(changes));
            retrying.pass(Duration.ofMillis(400));
            if (Retrying.texts(changes).contains("104")) {
                throw new IllegalStateException("one of them is bad");
            }
            return Map.of();
        };
        Dispatcher dispatcher = retrying.dispatcher(FailurePolicy.OnFailure.SKIP, Retrying.attempts(2), handler);

        dispatcher.dispatch(batch("101@a", "102@b", "103@c", "104@d"), retrying.after(2100));
        assertThat(retrying.calls()).containsExactly("101 102 103 104", "101 102 103 104", "101 102");
        retrying.calls().clear();
        BatchResult result = dispatcher.dispatch(batch("103@c", "104@d"), retrying.after(9_000));

        assertThatResult(result).isComplete();
        assertThat(retrying.calls()).containsExactly("103 104", "103", "104");
    }
}
