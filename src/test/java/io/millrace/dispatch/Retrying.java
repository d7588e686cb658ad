package io.millrace.dispatch;

import static io.millrace.testkit.Records.batch;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Item;
import io.millrace.handler.Handler;
import io.millrace.handler.RecordHandler;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.table.KeySchema;
import io.millrace.testkit.Records;
import io.millrace.time.Deadline;
import io.millrace.time.Sleeper;
import io.millrace.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Dispatchers that call a handler again, by a clock that waits move. */
final class Retrying {

    private final List<String> calls = new ArrayList<>();
    private final List<Duration> waited = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;

    /** Waits of a second each. */
    static FailurePolicy.Retry attempts(int most) {
        return new FailurePolicy.Retry() {
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

    /** The records of each call. */
    List<String> calls() {
        return calls;
    }

    List<Duration> waited() {
        return waited;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** A deadline in as many milliseconds. */
    Deadline after(int millis) {
        return Deadline.at(now.plusMillis(millis), clock);
    }

    RecordHandler failing(String record, int times) {
        int[] left = {times};
        return change -> {
            calls.add(change.sequenceNumber().text());
            if (change.sequenceNumber().text().equals(record) && left[0]-- > 0) {
                throw new IllegalStateException("not yet");
            }
        };
    }

    static String texts(List<Change<Item>> changes) {
        return changes.stream().map(change -> change.sequenceNumber().text()).collect(Collectors.joining(" "));
    }

    BatchResult dispatch(FailurePolicy.OnFailure onFailure, Handler handler, Deadline deadline, String... records) {
        return dispatcher(onFailure, attempts(3), handler).dispatch(batch(records), deadline);
    }

    Dispatcher dispatcher(FailurePolicy.OnFailure onFailure, FailurePolicy.Retry retry, Handler handler) {
        Step step = new Step("r", "h", handler, new FailurePolicy(retry, onFailure, FailurePolicy.Remember.IN_PROCESS));
        Route<List<Step>> route = new Route<>("r", EnumSet.allOf(EventName.class), List.of(), List.of(), List.of(step));
        Sleeper sleeper = wait -> {
            waited.add(wait);
            pass(wait);
        };
        return new Dispatcher(
                Records.TABLE,
                new RouteTable<>(KeySchema.named(null, null), List.of(route)),
                Dispatcher.Policy.DEFAULT,
                Stores.NONE,
                new Time(clock, sleeper));
    }
}
