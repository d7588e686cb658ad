package io.millrace.dispatch;

import static io.millrace.dispatch.HarmfulListeners.watching;
import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.Handler;
import io.millrace.handler.RecordHandler;
import io.millrace.routing.Route;
import io.millrace.testkit.Probe;
import io.millrace.testkit.Records;
import io.millrace.testkit.Routes;
import io.millrace.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whoever watches changes nothing. */
@ExtendWith(OutputCaptureExtension.class)
class ListenersTests {

    private final List<String> seen = new ArrayList<>();
    private final Probe probe = new Probe();

    /** Notes what it sees. */
    private record Noting(String name, List<String> seen) implements DispatchListener {

        @Override
        public Handler watch(String table, String route, String handlerName, Handler handler) {
            if (handler instanceof BatchHandler many) {
                return (BatchHandler) changes -> {
                    seen.add(name + " sees " + changes.size());
                    return many.handle(changes);
                };
            }
            RecordHandler single = (RecordHandler) handler;
            return (RecordHandler) change -> {
                seen.add(name + " sees " + change.sequenceNumber());
                single.handle(change);
                seen.add(name + " saw " + change.sequenceNumber());
            };
        }

        @Override
        public void ended(String table, List<DynamodbStreamRecord> batch, BatchResult result) {
            seen.add("%s: %d of %s ended, stopped at %s"
                    .formatted(
                            name,
                            batch.size(),
                            table,
                            result.stoppedAt().map(Object::toString).orElse("none")));
        }
    }

    @Test
    void callsTheHandlerOnceThoughAListenerHandsOnAnotherChange() {
        DispatchListener copying = new DispatchListener() {
            @Override
            public Handler watch(String table, String route, String name, Handler handler) {
                RecordHandler single = (RecordHandler) handler;
                return (RecordHandler) change -> single.handle(change.as(item -> item));
            }
        };

        dispatcher(DispatchListener.of(List.of(copying)), probe.single("s")).dispatch(batch("101"), Deadline.NONE);

        assertThat(probe.calls()).containsExactly("s 101");
    }

    @Test
    void takesWhatIsDoneForDoneThoughItCannotBeToldWhatAListenerThrew() {
        DispatchListener silent = new DispatchListener() {
            @Override
            public Handler watch(String table, String route, String name, Handler handler) {
                return (RecordHandler) change -> {
                    throw new IllegalStateException() {
                        @Override
                        public String getMessage() {
                            throw new NullPointerException("no text");
                        }
                    };
                };
            }
        };

        BatchResult result = dispatcher(DispatchListener.of(List.of(silent)), probe.single("s"))
                .dispatch(batch("101"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(probe.calls()).containsExactly("s 101");
    }

    @Test
    void tellsAllInTheirOrder() {
        dispatcher(
                        DispatchListener.of(List.of(new Noting("one", seen), new Noting("two", seen))),
                        probe.single("s"),
                        probe.many("m"))
                .dispatch(batch("101"), Deadline.NONE);

        assertThat(seen)
                .containsExactly(
                        "one sees 101",
                        "two sees 101",
                        "two saw 101",
                        "one saw 101",
                        "one sees 1",
                        "two sees 1",
                        "one: 1 of Products ended, stopped at none",
                        "two: 1 of Products ended, stopped at none");
        assertThat(probe.calls()).containsExactly("s 101", "m 101");
    }

    @Test
    void tellsOfRecordsThatAreHandledAgain() {
        Dispatcher dispatcher = dispatcher(new Noting("it", seen), probe.single("s"));

        dispatcher.only("r", "h1").orElseThrow().dispatch(batch("101!"), Deadline.NONE);
        dispatcher.stopping().dispatch(batch("102"), Deadline.NONE);

        assertThat(seen)
                .containsExactly(
                        "it sees 101",
                        "it: 1 of Products ended, stopped at 101",
                        "it sees 102",
                        "it saw 102",
                        "it: 1 of Products ended, stopped at none");
    }

    @ParameterizedTest
    @MethodSource("io.millrace.dispatch.HarmfulListeners#harmful")
    void callsTheHandlerOnceAndKeepsItsEndWhateverAListenerDoes(DispatchListener listener) {
        DispatchListener all = DispatchListener.of(List.of(listener, new Noting("other", seen)));

        BatchResult result = dispatcher(all, probe.single("s")).dispatch(batch("101", "102!", "103"), Deadline.NONE);

        assertThatResult(result)
                .stoppedAt("102")
                .failed("record 102 failed in route 'r', handler 'h1' (attempt 1): java.lang.IllegalStateException");
        assertThat(probe.calls()).containsExactly("s 101", "s 102");
        assertThat(seen).endsWith("other: 3 of Products ended, stopped at 102");
    }

    @Test
    void callsAHandlerOfManyOnceWhateverAListenerDoes() {
        DispatchListener listener = new DispatchListener() {
            @Override
            public Handler watch(String table, String route, String name, Handler handler) {
                return (BatchHandler) changes -> Map.of();
            }
        };

        BatchResult result = dispatcher(DispatchListener.of(List.of(listener)), probe.many("m"))
                .dispatch(batch("101", "102!"), Deadline.NONE);

        assertThatResult(result).stoppedAt("102");
        assertThat(probe.calls()).containsExactly("m 101 102");
    }

    @Test
    void saysOnceThatAListenerFails(CapturedOutput output) {
        DispatchListener listener = watching((handler, change) -> {
            throw new IllegalStateException("no connection");
        });

        dispatcher(DispatchListener.of(List.of(listener)), probe.single("s"))
                .dispatch(batch("101", "102", "103"), Deadline.NONE);

        assertThat(output.getAll().split("failed, which changes nothing else")).hasSize(2);
        assertThat(output)
                .contains("The DispatchListener " + listener.getClass().getName()
                        + " failed, which changes nothing else. Further failures of it are logged at DEBUG");
    }

    private static Dispatcher dispatcher(DispatchListener listener, Handler... handlers) {
        Route<List<Step>> route = Routes.route("r", "*", handlers);
        List<Step> watched = route.target().stream()
                .map(step -> new Step(
                        step.route(),
                        step.name(),
                        listener.watch(Records.TABLE, step.route(), step.name(), step.handler()),
                        step.policy()))
                .toList();
        return Routes.dispatcher(route.to(watched)).telling(listener);
    }
}
