package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.RecordHandler;
import io.millrace.time.Deadline;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A handler that fails is called again as its policy says, and then what the policy says of failures is done. */
class RetryTests {

    private final Retrying retrying = new Retrying();

    @Test
    void callsAgainUntilItWorks() {
        BatchResult result = retrying.dispatch(
                FailurePolicy.OnFailure.STOP, retrying.failing("102", 2), Deadline.NONE, "101", "102", "103");

        assertThatResult(result).isComplete();
        assertThat(retrying.calls()).containsExactly("101", "102", "102", "102", "103");
        assertThat(retrying.waited()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void stopsAfterTheLastAttempt() {
        BatchResult result = retrying.dispatch(
                FailurePolicy.OnFailure.STOP, retrying.failing("102", 3), Deadline.NONE, "101", "102", "103");

        assertThatResult(result).stoppedAt("102");
        assertThat(result.failures()).extracting(Failure::attempts).containsExactly(3);
        assertThat(retrying.calls()).containsExactly("101", "102", "102", "102");
    }

    @Test
    void skipsAfterTheLastAttempt() {
        BatchResult result = retrying.dispatch(
                FailurePolicy.OnFailure.SKIP, retrying.failing("102", 3), Deadline.NONE, "101", "102", "103");

        assertThatResult(result).isComplete();
        assertThat(result.failed().skipped())
                .extracting(Failure::where)
                .containsExactly("record 102 failed in route 'r', handler 'h' (attempt 3)");
        assertThat(result.handled()).isEqualTo(Map.of("r", Map.of("h", 2)));
    }

    @Test
    void triesNothingAgainThatThePolicyDoesNotCover() {
        RecordHandler handler = change -> {
            retrying.calls().add(change.sequenceNumber().text());
            throw new IllegalArgumentException("never right");
        };

        assertThatResult(retrying.dispatch(FailurePolicy.OnFailure.STOP, handler, Deadline.NONE, "101"))
                .stoppedAt("101");
        assertThat(retrying.calls()).containsExactly("101");
    }

    @Test
    void waitsNotPastTheDeadline() {
        Deadline deadline = retrying.after(1500);

        assertThatResult(retrying.dispatch(FailurePolicy.OnFailure.STOP, retrying.failing("101", 9), deadline, "101"))
                .stoppedAt("101");
        assertThat(retrying.calls()).containsExactly("101", "101");
    }

    @Test
    void skipsNothingThatTheDeadlineCutShort() {
        Deadline deadline = retrying.after(1500);

        assertThatResult(retrying.dispatch(FailurePolicy.OnFailure.SKIP, retrying.failing("101", 9), deadline, "101"))
                .stoppedAt("101");
    }

    @Test
    void startsNothingAfterTheDeadline() {
        RecordHandler slow = change -> {
            retrying.calls().add(change.sequenceNumber().text());
            retrying.pass(Duration.ofSeconds(1));
        };

        BatchResult result =
                retrying.dispatch(FailurePolicy.OnFailure.STOP, slow, retrying.after(1500), "101", "102", "103");

        assertThatResult(result).stoppedAt("103");
        assertThat(result.failures()).isEmpty();
        assertThat(retrying.calls()).containsExactly("101", "102");
    }

    @Test
    void callsForManyAgainWithThoseThatFailedAndWhatIsBehindThem() {
        int[] call = {0};
        BatchHandler handler = changes -> {
            retrying.calls().add(Retrying.texts(changes));
            return call[0]++ > 0 ? Map.of() : Map.of(new SequenceNumber("102"), new IllegalStateException("once"));
        };

        BatchResult result = retrying.dispatch(
                FailurePolicy.OnFailure.STOP, handler, Deadline.NONE, "101@a", "102@b", "103@a", "104@b");

        assertThatResult(result).isComplete();
        assertThat(retrying.calls()).containsExactly("101 102 103 104", "102 104");
    }

    @Test
    void skipsWhatACallForManyReports() {
        BatchHandler handler = changes -> Map.of(new SequenceNumber("102"), new IllegalArgumentException("always"));

        BatchResult result =
                retrying.dispatch(FailurePolicy.OnFailure.SKIP, handler, Deadline.NONE, "101@a", "102@b", "103@b");

        assertThatResult(result).isComplete();
        assertThat(result.failed().skipped()).hasSize(1);
    }
}
