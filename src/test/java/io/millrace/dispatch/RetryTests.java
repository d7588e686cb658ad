package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.routing.KeySchema;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.testkit.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A handler that fails is called again as its policy says, and then what the policy says of failures is done. */
class RetryTests {

    private static final Instant START = Instant.EPOCH;

    private final List<String> calls = new ArrayList<>();
    private final List<Duration> waited = new ArrayList<>();
    private Instant now = START;
    private final InstantSource clock = () -> now;

    /** Waits of a second each. */
    static RetryPolicy attempts(int most) {
        return new RetryPolicy() {
            @Override
            public Iterator<Duration> waits() {
                return Collections.nCopies(most - 1, Duration.ofSeconds(1)).iterator();
            }

            @Override
            public Duration longest() {
                return Duration.ofSeconds(most - 1);
            }

            @Override
            public boolean covers(Throwable failure) {
                return failure instanceof IllegalStateException;
            }
        };
    }

    @Test
    void callsAgainUntilItWorks() {
        BatchResult result = dispatch(OnFailure.STOP, failing("102", 2), Deadline.NONE, "101", "102", "103");

        assertThatResult(result).isComplete();
        assertThat(calls).containsExactly("101", "102", "102", "102", "103");
        assertThat(waited).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void stopsAfterTheLastAttempt() {
        BatchResult result = dispatch(OnFailure.STOP, failing("102", 3), Deadline.NONE, "101", "102", "103");

        assertThatResult(result).stoppedAt("102");
        assertThat(result.failures()).extracting(Failure::attempts).containsExactly(3);
        assertThat(calls).containsExactly("101", "102", "102", "102");
    }

    @Test
    void skipsAfterTheLastAttempt() {
        BatchResult result = dispatch(OnFailure.SKIP, failing("102", 3), Deadline.NONE, "101", "102", "103");

        assertThatResult(result).isComplete();
        assertThat(result.failed().skipped())
                .extracting(Failure::where)
                .containsExactly("record 102 failed in route 'r', handler 'h' (attempt 3)");
        assertThat(result.handled()).isEqualTo(Map.of("r", Map.of("h", 2)));
    }

    @Test
    void triesNothingAgainThatThePolicyDoesNotCover() {
        RecordHandler handler = change -> {
            calls.add(change.sequenceNumber().text());
            throw new IllegalArgumentException("never right");
        };

        assertThatResult(dispatch(OnFailure.STOP, handler, Deadline.NONE, "101"))
                .stoppedAt("101");
        assertThat(calls).containsExactly("101");
    }

    @Test
    void waitsNotPastTheDeadline() {
        Deadline deadline = Deadline.at(START.plusMillis(1500), clock);

        assertThatResult(dispatch(OnFailure.STOP, failing("101", 9), deadline, "101"))
                .stoppedAt("101");
        assertThat(calls).containsExactly("101", "101");
    }

    @Test
    void skipsNothingThatTheDeadlineCutShort() {
        Deadline deadline = Deadline.at(START.plusMillis(1500), clock);

        assertThatResult(dispatch(OnFailure.SKIP, failing("101", 9), deadline, "101"))
                .stoppedAt("101");
    }

    @Test
    void goesOnCountingInTheNextDelivery() {
        Dispatcher dispatcher = dispatcher(OnFailure.SKIP, attempts(4), failing("101", 9));

        BatchResult first = dispatcher.dispatch(batch("101", "102"), Deadline.at(now.plusMillis(1500), clock));
        BatchResult second = dispatcher.dispatch(batch("101", "102"), Deadline.at(now.plusMillis(1500), clock));

        assertThatResult(first)
                .stoppedAt("101")
                .failed("record 101 failed in route 'r', handler 'h' (attempt 2): java.lang.IllegalStateException");
        assertThatResult(second).isComplete();
        assertThat(second.failed().skipped()).extracting(Failure::attempts).containsExactly(4);
        assertThat(calls).containsExactly("101", "101", "101", "101", "102");
    }

    @Test
    void comesToTheLastAttemptWhereTheWaitBeforeItIsLongerThanADelivery() {
        Dispatcher dispatcher = dispatcher(OnFailure.SKIP, attempts(3), failing("101", 9));
        List<Boolean> complete = new ArrayList<>();

        for (int delivery = 0; delivery < 3; delivery++) {
            complete.add(dispatcher
                    .dispatch(batch("101"), Deadline.at(now.plusMillis(500), clock))
                    .complete());
        }

        assertThat(complete).containsExactly(false, false, true);
        assertThat(calls).containsExactly("101", "101", "101");
    }

    @Test
    void beginsAnewAfterTheLastAttemptOfARouteThatStops() {
        Dispatcher dispatcher = dispatcher(OnFailure.STOP, attempts(3), failing("101", 9));

        for (int delivery = 0; delivery < 4; delivery++) {
            dispatcher.dispatch(batch("101"), Deadline.at(now.plusMillis(1500), clock));
        }

        assertThat(calls).hasSize(6);
        assertThat(waited).hasSize(2);
    }

    @Test
    void beginsAnewOnceARecordIsDone() {
        Dispatcher dispatcher = dispatcher(OnFailure.SKIP, attempts(4), failing("101", 2));
        dispatcher.dispatch(batch("101"), Deadline.at(now.plusMillis(500), clock));
        dispatcher.dispatch(batch("101"), Deadline.at(now.plusMillis(1500), clock));
        calls.clear();

        assertThatResult(dispatcher.dispatch(batch("101"), Deadline.NONE)).isComplete();

        assertThat(calls).containsExactly("101");
    }

    @Test
    void givesNoRecordUpInACallForManyThatWasTriedLess() {
        BatchHandler handler = changes -> {
            calls.add(texts(changes));
            Map<SequenceNumber, Throwable> failures = new LinkedHashMap<>();
            changes.forEach(change -> failures.put(change.sequenceNumber(), new IllegalStateException("down")));
            return failures;
        };
        Dispatcher dispatcher = dispatcher(OnFailure.SKIP, attempts(3), handler);

        dispatcher.dispatch(batch("101@a"), Deadline.at(now.plusMillis(1500), clock));
        BatchResult result = dispatcher.dispatch(batch("101@a", "102@b"), Deadline.at(now.plusMillis(500), clock));

        assertThatResult(result).stoppedAt("102");
        assertThat(result.failed().skipped())
                .extracting(Failure::where)
                .containsExactly("record 101 failed in route 'r', handler 'h' (attempt 3)");
        assertThat(calls).containsExactly("101", "101", "101", "102");
    }

    @Test
    void goesOnInTheNextDeliveryToFindTheRecordThatMakesACallForManyFail() {
        BatchHandler handler = changes -> {
            calls.add(texts(changes));
            now = now.plusSeconds(1);
            if (texts(changes).contains("103")) {
                throw new IllegalStateException("one of them is bad");
            }
            return Map.of();
        };
        Dispatcher dispatcher = dispatcher(OnFailure.SKIP, RetryPolicy.NONE, handler);
        List<BatchResult> results = new ArrayList<>();

        List<String> records = List.of("101@a", "102@b", "103@c", "104@d");
        for (int from : List.of(0, 0, 2, 2, 3)) { // each from where the one before stopped
            String[] left = records.subList(from, 4).toArray(String[]::new);
            results.add(dispatcher.dispatch(batch(left), Deadline.at(now.plusMillis(500), clock)));
        }

        assertThat(calls).containsExactly("101 102 103 104", "101 102", "103 104", "103", "104");
        assertThatResult(results.get(4)).isComplete();
        assertThat(results.get(3).failed().skipped())
                .extracting(Failure::where)
                .containsExactly("record 103 failed in route 'r', handler 'h' (attempt 3)");
    }

    @Test
    void countsTheAttemptsOfAllThatFailedTogetherThoughTimeEndsBetweenTheHalves() {
        BatchHandler handler = changes -> {
            calls.add(texts(changes));
            now = now.plusMillis(400);
            if (texts(changes).contains("104")) {
                throw new IllegalStateException("one of them is bad");
            }
            return Map.of();
        };
        Dispatcher dispatcher = dispatcher(OnFailure.SKIP, attempts(2), handler);

        dispatcher.dispatch(batch("101@a", "102@b", "103@c", "104@d"), Deadline.at(now.plusMillis(2100), clock));
        assertThat(calls).containsExactly("101 102 103 104", "101 102 103 104", "101 102");
        calls.clear();
        BatchResult result = dispatcher.dispatch(batch("103@c", "104@d"), Deadline.at(now.plusSeconds(9), clock));

        assertThatResult(result).isComplete();
        assertThat(calls).containsExactly("103 104", "103", "104");
    }

    private static String texts(List<Change<Item>> changes) {
        return changes.stream().map(change -> change.sequenceNumber().text()).collect(Collectors.joining(" "));
    }

    @Test
    void startsNothingAfterTheDeadline() {
        RecordHandler slow = change -> {
            calls.add(change.sequenceNumber().text());
            now = now.plusSeconds(1);
        };

        BatchResult result =
                dispatch(OnFailure.STOP, slow, Deadline.at(START.plusMillis(1500), clock), "101", "102", "103");

        assertThatResult(result).stoppedAt("103");
        assertThat(result.failures()).isEmpty();
        assertThat(calls).containsExactly("101", "102");
    }

    @Test
    void callsForManyAgainWithThoseThatFailedAndWhatIsBehindThem() {
        int[] call = {0};
        BatchHandler handler = changes -> {
            calls.add(changes.stream()
                    .map(change -> change.sequenceNumber().text())
                    .collect(Collectors.joining(" ")));
            return call[0]++ > 0 ? Map.of() : Map.of(new SequenceNumber("102"), new IllegalStateException("once"));
        };

        BatchResult result = dispatch(OnFailure.STOP, handler, Deadline.NONE, "101@a", "102@b", "103@a", "104@b");

        assertThatResult(result).isComplete();
        assertThat(calls).containsExactly("101 102 103 104", "102 104");
    }

    @Test
    void skipsWhatACallForManyReports() {
        BatchHandler handler = changes -> Map.of(new SequenceNumber("102"), new IllegalArgumentException("always"));

        BatchResult result = dispatch(OnFailure.SKIP, handler, Deadline.NONE, "101@a", "102@b", "103@b");

        assertThatResult(result).isComplete();
        assertThat(result.failed().skipped()).hasSize(1);
    }

    private RecordHandler failing(String record, int times) {
        int[] left = {times};
        return change -> {
            calls.add(change.sequenceNumber().text());
            if (change.sequenceNumber().text().equals(record) && left[0]-- > 0) {
                throw new IllegalStateException("not yet");
            }
        };
    }

    private BatchResult dispatch(OnFailure onFailure, Handler handler, Deadline deadline, String... records) {
        return dispatcher(onFailure, attempts(3), handler).dispatch(batch(records), deadline);
    }

    private Dispatcher dispatcher(OnFailure onFailure, RetryPolicy retry, Handler handler) {
        Step step = new Step("r", "h", handler, new FailurePolicy(retry, onFailure, Remember.IN_PROCESS));
        Route<List<Step>> route = new Route<>("r", EnumSet.allOf(EventName.class), List.of(), List.of(), List.of(step));
        Sleeper sleeper = wait -> {
            waited.add(wait);
            now = now.plus(wait);
        };
        return new Dispatcher(
                Records.TABLE,
                new RouteTable<>(new KeySchema(null, null), List.of(route)),
                TablePolicy.DEFAULT,
                Stores.NONE,
                new Time(clock, sleeper));
    }
}
