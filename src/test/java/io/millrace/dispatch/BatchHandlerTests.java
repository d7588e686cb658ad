package io.millrace.dispatch;

import static io.millrace.change.EventName.INSERT;
import static io.millrace.change.EventName.MODIFY;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static io.millrace.testkit.Routes.dispatcher;
import static io.millrace.testkit.Routes.route;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.EventName;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.routing.KeyPattern;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.testkit.Probe;
import io.millrace.testkit.Records;
import io.millrace.time.Deadline;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Handlers for many get as many records in one call as order allows. */
class BatchHandlerTests {

    private final Probe probe = new Probe();

    @Test
    void takesAllRecordsInOneCall() {
        Dispatcher dispatcher = dispatcher(route("r", "*", probe.many("m")));

        assertThatResult(dispatcher.dispatch(batch("101@a", "102@b", "103@a", "104@a"), Deadline.NONE))
                .isComplete();
        assertThat(probe.calls()).containsExactly("m 101 102 103 104");
    }

    /** As a stream never delivers it, but people and other senders do. */
    @Test
    void takesARecordOnceThatIsInTheBatchTwice() {
        Dispatcher dispatcher = dispatcher(route("r", "*", probe.single("s"), probe.many("m")));

        BatchResult result = dispatcher.dispatch(batch("101@a", "102@b", "101@a", "103@a", "102@b"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(probe.calls()).containsExactly("s 101", "s 102", "m 101 102", "s 103", "m 103");
        assertThat(result.done())
                .isEqualTo(new BatchResult.Done(
                        Map.of("r", Map.of("h1", 3, "h2", 3)), Map.of("r", Map.of("h1", 2, "h2", 2))));
    }

    @Test
    void failsARecordOnceThatIsInTheBatchTwice() {
        Dispatcher dispatcher = dispatcher(route("r", "*", probe.many("m")));

        BatchResult result = dispatcher.dispatch(batch("101@a", "102@b!", "102@b!", "103@c"), Deadline.NONE);

        assertThatResult(result).stoppedAt("102");
        assertThat(result.failures()).hasSize(1);
        assertThat(probe.calls()).containsExactly("m 101 102 103");
    }

    /** Whoever writes events by hand may leave the ID and the number as they are. */
    @Test
    void takesAnotherChangeOfAnItemThoughItHasTheSameIdAndNumber() {
        Dispatcher dispatcher = dispatcher(route("r", "*", probe.many("m")));
        DynamodbStreamRecord other = Records.modify()
                .sequenceNumber("101")
                .key("id", s("a"))
                .after("name", s("other"))
                .build();

        BatchResult result = dispatcher.dispatch(List.of(batch("101@a").get(0), other), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(probe.calls()).containsExactly("m 101 101");
    }

    @Test
    void failsAllWhereTheHandlerNamesAnUnknownRecord() {
        BatchHandler unknown = changes -> Map.of(new SequenceNumber("999"), new IllegalStateException("unknown"));
        Dispatcher dispatcher = dispatcher(route("r", "*", unknown));

        BatchResult result = dispatcher.dispatch(batch("101@a", "102@b"), Deadline.NONE);

        assertThatResult(result).stoppedAt("101");
        assertThat(result.failures().get(0).cause())
                .hasMessage("The handler reported [999] as failed, but not all of these are records of its call");
    }

    @Test
    void takesAllRecordsBehindStepsForSingleOnes() {
        Dispatcher dispatcher = dispatcher(route("r", "*", probe.single("s"), probe.many("m")));

        assertThatResult(dispatcher.dispatch(batch("101@a", "102@b", "103@c"), Deadline.NONE))
                .isComplete();
        assertThat(probe.calls()).containsExactly("s 101", "s 102", "s 103", "m 101 102 103");
    }

    @Test
    void keepsARecordBackWhileAnEarlierOneOfItsItemHasMoreToDo() {
        Dispatcher dispatcher = dispatcher(route("r", "*", probe.many("m"), probe.single("s")));

        assertThatResult(dispatcher.dispatch(batch("101@a", "102@a", "103@b"), Deadline.NONE))
                .isComplete();
        assertThat(probe.calls()).containsExactly("m 101 103", "s 101", "s 103", "m 102", "s 102");
    }

    @Test
    void keepsARecordBackThatStartsWithAnotherStep() {
        Dispatcher dispatcher = dispatcher(route("r", "*", probe.single("s"), probe.many("m")));

        assertThatResult(dispatcher.dispatch(batch("101@a", "102@a", "103@b"), Deadline.NONE))
                .isComplete();
        assertThat(probe.calls()).containsExactly("s 101", "s 103", "m 101 103", "s 102", "m 102");
    }

    @Test
    void keepsARecordBackBehindOneThatIsKeptBack() {
        List<KeyPattern> any = List.of();
        Step many = new Step("adds", "h1", probe.many("m"), FailurePolicy.DEFAULT);
        Step single = new Step("inserts", "h1", probe.single("s"), FailurePolicy.DEFAULT);
        Dispatcher dispatcher = dispatcher(
                RouteTable.Unmatched.IGNORE,
                List.of(
                        new Route<>("adds", EnumSet.of(INSERT, MODIFY), any, any, List.of(many)),
                        new Route<>("inserts", EnumSet.of(INSERT), any, any, List.of(single))));

        assertThatResult(dispatcher.dispatch(
                        List.of(record(INSERT, "101"), record(MODIFY, "102"), record(MODIFY, "103")), Deadline.NONE))
                .isComplete();
        assertThat(probe.calls()).containsExactly("m 101", "s 101", "m 102 103");
    }

    private static DynamodbStreamRecord record(EventName event, String number) {
        return Records.record(event.name())
                .sequenceNumber(number)
                .key("id", s("a"))
                .build();
    }

    @Test
    void runsTwoHandlersForManyOneAfterTheOther() {
        Dispatcher dispatcher = dispatcher(route("one", "*", probe.many("m")), route("two", "*", probe.many("n")));

        assertThatResult(dispatcher.dispatch(batch("101@a", "102@b", "103@a"), Deadline.NONE))
                .isComplete();
        assertThat(probe.calls()).containsExactly("m 101 102", "n 101 102", "m 103", "n 103");
    }

    @Test
    void failsTheFirstRecordWhereTheHandlerThrows() {
        BatchHandler broken = changes -> {
            throw new IllegalStateException("no");
        };

        BatchResult result = dispatcher(route("r", "*", broken)).dispatch(batch("101", "102", "103"), Deadline.NONE);

        assertThatResult(result)
                .stoppedAt("101")
                .failed("record 101 failed in route 'r', handler 'h1' (attempt 1): java.lang.IllegalStateException");
        assertThat(result.handled()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void failsARecordThatIsReportedWithoutAReason() {
        BatchHandler careless = changes -> {
            Map<SequenceNumber, Throwable> failures = new HashMap<>();
            failures.put(new SequenceNumber("102"), null);
            return failures;
        };

        BatchResult result =
                dispatcher(route("r", "*", careless)).dispatch(batch("101@a", "102@b", "103@c"), Deadline.NONE);

        assertThatResult(result).stoppedAt("102");
        assertThat(result.failures())
                .extracting(failure -> failure.cause().getMessage())
                .containsExactly("The handler reported record 102 as failed, and gave no reason");
    }

    @Test
    @SuppressWarnings("NullAway")
    void failsTheFirstRecordWhereTheHandlerReturnsNull() {
        BatchHandler careless = changes -> null;

        assertThatResult(dispatcher(route("r", "*", careless)).dispatch(batch("101", "102"), Deadline.NONE))
                .stoppedAt("101");
    }

    @Test
    void failsTheFirstRecordWhereTheReportNamesAnUnknownOneBesidesOneThatIsThereTwice() {
        BatchHandler confused = changes -> Map.of(
                new SequenceNumber("102"), new IllegalStateException("mine"),
                new SequenceNumber("999"), new IllegalStateException("not mine"));

        BatchResult result = dispatcher(route("r", "*", confused))
                .dispatch(batch("101@a", "102@b", "102@b", "103@c"), Deadline.NONE);

        assertThatResult(result).stoppedAt("101");
        assertThat(result.failures().get(0).cause())
                .hasMessageMatching("The handler reported \\[(102, 999|999, 102)] as failed, "
                        + "but not all of these are records of its call");
    }

    @Test
    void takesRecordsBehindAReportedOneForDoneButReportsFromThere() {
        Dispatcher dispatcher = dispatcher(route("r", "*", probe.many("m")), route("s", "*", probe.single("s")));

        assertThatResult(dispatcher.dispatch(batch("101", "102!", "103"), Deadline.NONE))
                .stoppedAt("102");
        assertThat(probe.calls()).containsExactly("m 101 102 103", "s 101");
    }
}
