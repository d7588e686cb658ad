package io.millrace.function;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static io.millrace.testkit.Routes.dispatcher;
import static io.millrace.testkit.Routes.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.BatchItemFailuresException;
import io.millrace.handler.Handler;
import io.millrace.handler.RecordHandler;
import io.millrace.testkit.Records;
import io.millrace.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadlinesTests {

    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;
    private final List<String> calls = new ArrayList<>();
    private final TableFunction inner = function("inner", slow());

    static Stream<Object> batchTimeouts() {
        return Stream.of("PT60S", "none");
    }

    @ParameterizedTest
    @MethodSource("batchTimeouts")
    void endsATablesFunctionThatAHandlerCallsWithTheHandlersOwnDeadline(String batchTimeout) {
        TableFunction function =
                batchTimeout.equals("none") ? inner : function(Duration.parse(batchTimeout), "inner", slow());
        Handler outer = (RecordHandler) change -> function.apply(event("201", "202", "203", "204"));

        assertStops(outer);
        assertThat(calls).containsExactly("201", "202");
    }

    @Test
    void endsATablesFunctionThatAHandlerOfManyCallsWithItsDeadline() {
        Handler outer = (BatchHandler) changes -> {
            inner.apply(event("201", "202", "203", "204"));
            return Map.of();
        };

        assertStops(outer);
        assertThat(calls).containsExactly("201", "202");
    }

    @Test
    void knowsNoDeadlineOutsideOfAHandler() {
        inner.apply(event("201", "202", "203", "204"));

        assertThat(calls).hasSize(4);
        assertThat(Deadline.ofThisCall()).isSameAs(Deadline.NONE);
    }

    @Test
    void keepsAShorterTimeOfItsOwn() {
        TableFunction hasty = function(Duration.ofMillis(500), "inner", slow());
        Handler outer = (RecordHandler) change -> assertThatExceptionOfType(BatchItemFailuresException.class)
                .isThrownBy(() -> hasty.apply(event("201", "202")));

        assertThatResult(dispatcher(route("r", "*", outer)).dispatch(batch("101"), deadline()))
                .isComplete();
        assertThat(calls).containsExactly("201");
    }

    private void assertStops(Handler outer) {
        assertThatResult(dispatcher(route("r", "*", outer)).dispatch(batch("101"), deadline()))
                .stoppedAt("101")
                .failed("record 101 failed in route 'r', handler 'h1' (attempt 1): "
                        + "io.millrace.handler.BatchItemFailuresException");
    }

    private Deadline deadline() {
        return Deadline.at(now.plusMillis(1500), clock);
    }

    private RecordHandler slow() {
        return change -> {
            calls.add(change.sequenceNumber().text());
            now = now.plusSeconds(1);
        };
    }

    private TableFunction function(String id, Handler handler) {
        return function(null, id, handler);
    }

    private TableFunction function(Duration batchTimeout, String id, Handler handler) {
        Deadlines deadlines = new Deadlines(clock, () -> false, null, batchTimeout);
        return new TableFunction(id, Records.TABLE, dispatcher(route("r", "*", handler)), deadlines, true);
    }

    private static DynamodbEvent event(String... records) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(batch(records));
        return event;
    }
}
