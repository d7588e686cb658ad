package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static io.millrace.testkit.Routes.dispatcher;
import static io.millrace.testkit.Routes.route;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.RecordHandler;
import io.millrace.routing.RouteTable;
import io.millrace.table.KeySchema;
import io.millrace.testkit.Records;
import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** After a batch has stopped, everything from there on comes again; what was done is not done twice. */
class RedeliveryTests {

    private final List<String> calls = new ArrayList<>();
    private final Set<String> failing = new HashSet<>(Set.of("second 101"));

    @Test
    void runsNoHandlerAgainThatSucceededForTheRecordThatFailed() {
        Dispatcher dispatcher = dispatcher(route("r", "*", handler("first"), handler("second")));
        List<DynamodbStreamRecord> records = batch("101@a", "102@b");

        assertThatResult(dispatcher.dispatch(records, Deadline.NONE)).stoppedAt("101");
        failing.clear();
        assertThatResult(dispatcher.dispatch(records, Deadline.NONE)).isComplete();

        assertThat(calls).containsExactly("first 101", "second 101", "second 101", "first 102", "second 102");
    }

    @Test
    void handlesNothingTwiceThatComesAgainBeforeTheRecordThatFailed() {
        failing.clear();
        failing.add("first 102");
        Dispatcher dispatcher = dispatcher(route("r", "*", handler("first")));
        List<DynamodbStreamRecord> records = batch("101@a", "102@b");

        for (int delivery = 0; delivery < 2; delivery++) {
            assertThatResult(dispatcher.dispatch(records, Deadline.NONE, Ended.ComesAgain.WHOLE))
                    .stoppedAt("102");
        }
        failing.clear();
        assertThatResult(dispatcher.dispatch(records, Deadline.NONE, Ended.ComesAgain.WHOLE))
                .isComplete();

        assertThat(calls).containsExactly("first 101", "first 102", "first 102", "first 102");
    }

    /** As people do who write events and leave its ID and number. */
    @Test
    void runsAllHandlersForAnotherItemUnderTheSameIdAndNumber() {
        Dispatcher dispatcher = dispatcher(route("r", "*", handler("first"), handler("second")));
        dispatcher.dispatch(batch("101@a"), Deadline.NONE);
        failing.clear();
        calls.clear();

        BatchResult other = dispatcher.dispatch(batch("101@b"), Deadline.NONE);
        BatchResult again = dispatcher.dispatch(batch("101@a"), Deadline.NONE);

        assertThat(calls).containsExactly("first 101", "second 101", "second 101");
        assertThat(other.done()).isEqualTo(new BatchResult.Done(Map.of("r", Map.of("h1", 1, "h2", 1)), Map.of()));
        assertThat(again.done())
                .isEqualTo(new BatchResult.Done(Map.of("r", Map.of("h2", 1)), Map.of("r", Map.of("h1", 1))));
    }

    @Test
    void remembersWhateverBecomesOfTheTimeOfDay() {
        Instant[] now = {Instant.EPOCH};
        Time time = new Time(() -> now[0], InstantSource.fixed(Instant.EPOCH), wait -> {});
        Dispatcher dispatcher = new Dispatcher(
                Records.TABLE,
                new RouteTable<>(
                        KeySchema.named("id", null), List.of(route("r", "*", handler("first"), handler("second")))),
                Dispatcher.Policy.DEFAULT,
                Stores.NONE,
                time);

        for (int hours : List.of(0, 25, -25)) { // somebody sets the clock
            now[0] = Instant.EPOCH.plusSeconds(3_600L * hours);
            dispatcher.dispatch(batch("102@b"), Deadline.NONE); // what is old is forgotten with each batch
            dispatcher.dispatch(batch("101@a"), Deadline.NONE);
        }

        assertThat(calls)
                .filteredOn(call -> call.endsWith("101"))
                .containsExactly("first 101", "second 101", "second 101", "second 101");
    }

    @Test
    void runsNoCallForManyAgainForTheRecordsItHasDone() {
        BatchHandler many = changes -> {
            changes.forEach(change -> calls.add("many " + change.sequenceNumber()));
            return Map.of();
        };
        Dispatcher dispatcher = dispatcher(route("r", "*", many, handler("second")));
        List<DynamodbStreamRecord> records = batch("101@a", "102@b");

        assertThatResult(dispatcher.dispatch(records, Deadline.NONE)).stoppedAt("101");
        failing.clear();
        assertThatResult(dispatcher.dispatch(records, Deadline.NONE)).isComplete();

        assertThat(calls).containsExactly("many 101", "many 102", "second 101", "second 101", "second 102");
    }

    @Test
    void forgetsOnceEverythingIsDone() {
        Dispatcher dispatcher = dispatcher(route("r", "*", handler("first"), handler("second")));
        dispatcher.dispatch(batch("101@a"), Deadline.NONE);
        failing.clear();
        dispatcher.dispatch(batch("101@a"), Deadline.NONE);
        calls.clear();

        dispatcher.dispatch(batch("101@a"), Deadline.NONE);

        assertThat(calls).containsExactly("first 101", "second 101");
    }

    @Test
    void handlesTheSameEventAgainAfterSuccess() {
        Dispatcher dispatcher = dispatcher(route("r", "*", handler("first")));

        dispatcher.dispatch(batch("101@a"), Deadline.NONE);
        dispatcher.dispatch(batch("101@a"), Deadline.NONE);

        assertThat(calls).containsExactly("first 101", "first 101");
    }

    @Test
    void doesAgainWhatWasDoneBehindAFailureOfTheSameItem() {
        List<DynamodbStreamRecord> records = batch("101@a", "102@a");
        BatchHandler many = changes -> {
            changes.forEach(change -> calls.add("many " + change.sequenceNumber()));
            return failing.isEmpty()
                    ? Map.of()
                    : Map.of(changes.get(0).sequenceNumber(), new IllegalStateException("the first, once"));
        };
        Dispatcher dispatcher = dispatcher(route("r", "*", many));

        assertThatResult(dispatcher.dispatch(records, Deadline.NONE)).stoppedAt("101");
        failing.clear();
        assertThatResult(dispatcher.dispatch(records, Deadline.NONE)).isComplete();

        assertThat(calls).containsExactly("many 101", "many 102", "many 101", "many 102");
    }

    private RecordHandler handler(String name) {
        return change -> {
            String call = name + " " + change.sequenceNumber();
            calls.add(call);
            if (failing.contains(call)) {
                throw new IllegalStateException("not yet");
            }
        };
    }
}
