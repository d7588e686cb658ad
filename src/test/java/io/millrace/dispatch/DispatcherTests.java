package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static io.millrace.testkit.Routes.dispatcher;
import static io.millrace.testkit.Routes.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.Probe;
import io.millrace.time.Deadline;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispatcherTests {

    private final Probe probe = new Probe();

    @Test
    void handlesEachRecordOnceInOrder() {
        BatchResult result =
                dispatcher(route("r", "*", probe.single("a"))).dispatch(batch("101", "102", "103"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(probe.calls()).containsExactly("a 101", "a 102", "a 103");
        assertThat(result.records()).isEqualTo(3);
    }

    @Test
    void isCompleteWithoutRecords() {
        BatchResult result = dispatcher(route("r", "*", probe.single("a"))).dispatch(List.of(), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(result.handled()).isEmpty();
    }

    @Test
    void stopsAtTheFirstFailure() {
        BatchResult result =
                dispatcher(route("r", "*", probe.single("a"))).dispatch(batch("101", "102!", "103"), Deadline.NONE);

        assertThatResult(result)
                .stoppedAt("102")
                .failed("record 102 failed in route 'r', handler 'h1' (attempt 1): java.lang.IllegalStateException");
        assertThat(probe.calls()).containsExactly("a 101", "a 102");
    }

    @Test
    void doesNotRunLaterRoutesOfARecordThatFailed() {
        Dispatcher dispatcher = dispatcher(route("one", "*", probe.single("a")), route("two", "*", probe.single("b")));

        assertThatResult(dispatcher.dispatch(batch("101", "102!"), Deadline.NONE))
                .stoppedAt("102");
        assertThat(probe.calls()).containsExactly("a 101", "b 101", "a 102");
    }

    @Test
    void startsNothingBehindAFailureAndFinishesWhatIsBefore() {
        Dispatcher dispatcher =
                dispatcher(route("many", "a", probe.many("m")), route("single", "b", probe.single("s")));

        assertThatResult(dispatcher.dispatch(batch("101@a", "102@b!", "103@a", "104@b"), Deadline.NONE))
                .stoppedAt("102");
        assertThat(probe.calls()).containsExactly("s 102", "m 101");
    }

    @Test
    void comparesSequenceNumbersAsNumbers() {
        String low = "999999999999999999999";
        String high = "1000000000000000000000";

        assertThatResult(dispatcher(route("r", "*", probe.many("m")))
                        .dispatch(batch(high + "!", low + "!"), Deadline.NONE))
                .stoppedAt(low);
    }

    @Test
    void repeatsTheSequenceNumberAsTheStreamWroteIt() {
        assertThatResult(dispatcher(route("r", "*", probe.single("a"))).dispatch(batch("000101!"), Deadline.NONE))
                .stoppedAt("000101");
    }

    @Test
    void namesTheLowestOfSeveralFailures() {
        BatchResult result = dispatcher(route("r", "*", probe.many("m")))
                .dispatch(batch("101", "102!", "103", "104!", "105!", "106"), Deadline.NONE);

        assertThatResult(result)
                .stoppedAt("102")
                .failed(
                        "record 102 failed in route 'r', handler 'h1' (attempt 1): java.lang.IllegalStateException",
                        "record 104 failed in route 'r', handler 'h1' (attempt 1): java.lang.IllegalStateException",
                        "record 105 failed in route 'r', handler 'h1' (attempt 1): java.lang.IllegalStateException");
        assertThat(result.handled()).isEqualTo(Map.of("r", Map.of("h1", 3)));
    }

    @Test
    void runsAllMatchingRoutesInTheOrderOfTheFile() {
        Dispatcher dispatcher = dispatcher(
                route("exact", "x", probe.single("1"), probe.single("2")),
                route("other", "y", probe.single("3")),
                route("prefix", "*", probe.single("4")));

        assertThatResult(dispatcher.dispatch(batch("101@x", "102@y"), Deadline.NONE))
                .isComplete();
        assertThat(probe.calls()).containsExactly("1 101", "2 101", "4 101", "3 102", "4 102");
    }

    @Test
    void countsWhatEachHandlerHasDone() {
        Dispatcher dispatcher =
                dispatcher(route("one", "x", probe.single("a"), probe.single("b")), route("two", "*", probe.many("m")));

        BatchResult result = dispatcher.dispatch(batch("101@x", "102@y", "103@x!"), Deadline.NONE);

        assertThat(result.handled()).isEqualTo(Map.of("one", Map.of("h1", 1, "h2", 1), "two", Map.of("h1", 2)));
    }
}
