package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.change.MalformedRecordException;
import io.millrace.handler.Handler;
import io.millrace.handler.RecordHandler;
import io.millrace.testkit.Probe;
import io.millrace.testkit.Records;
import io.millrace.testkit.Routes;
import io.millrace.time.Deadline;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What listeners are told, and that they affect nothing. */
@ExtendWith(OutputCaptureExtension.class)
class ListenersTests {

    private final Events events = new Events();
    private final Probe probe = new Probe();

    /** Notes under a name when batches begin and end. */
    private record Named(String name, List<String> seen) implements DispatchListener {

        @Override
        public void batchBegun(Batch batch) {
            seen.add(name + " begun");
        }

        @Override
        public void batchEnded(BatchEnded end) {
            seen.add(name + " ended");
        }
    }

    @Test
    void tellsHowABatchGoes() {
        dispatcher(new Listeners<>(DispatchListener.class, List.of(events)), probe.single("s"), probe.many("m"))
                .dispatch(batch("101", "102"), Deadline.NONE);

        assertThat(events.lines())
                .containsExactly(
                        "begun Products 2",
                        "attempt h1 [101] #1",
                        "completed h1 [101] #1 in 0 ms",
                        "attempt h1 [102] #1",
                        "completed h1 [102] #1 in 0 ms",
                        "attempt h2 [101, 102] #1",
                        "completed h2 [101, 102] #1 in 0 ms",
                        "ended Products after 0 ms");
    }

    @Test
    void tellsOfRecordsThatAreHandledAgain() {
        Dispatcher dispatcher = dispatcher(new Listeners<>(DispatchListener.class, List.of(events)), probe.single("s"));

        dispatcher.only("r", "h1").orElseThrow().dispatch(batch("101!"), Deadline.NONE);
        dispatcher.stopping().dispatch(batch("102"), Deadline.NONE);

        assertThat(events.lines())
                .containsExactly(
                        "begun Products 1",
                        "attempt h1 [101] #1",
                        "failed h1 [101] #1 in 0 ms: [101]",
                        "stopped record 101 failed in route 'r', handler 'h1' (attempt 1)",
                        "ended Products after 0 ms, stopped at 101",
                        "begun Products 1",
                        "attempt h1 [102] #1",
                        "completed h1 [102] #1 in 0 ms",
                        "ended Products after 0 ms");
    }

    @Test
    void tellsThatNoTimeIsLeft() {
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);
        dispatcher(new Listeners<>(DispatchListener.class, List.of(events)), probe.single("s"))
                .dispatch(batch("101", "102"), new Deadline(Instant.EPOCH, Instant.MAX, clock));

        assertThat(events.lines())
                .containsExactly(
                        "begun Products 2", "out of time before 101", "ended Products after 0 ms, stopped at 101");
    }

    @Test
    void tellsNothingOfABatchWhoseRecordsHaveNoNumbers() {
        assertThatThrownBy(() -> dispatcher(new Listeners<>(DispatchListener.class, List.of(events)), probe.single("s"))
                        .dispatch(
                                List.of(Records.record("INSERT")
                                        .sequenceNumber("ten")
                                        .build()),
                                Deadline.NONE))
                .isInstanceOf(MalformedRecordException.class);

        assertThat(events.lines()).isEmpty();
    }

    @Test
    void tellsOfNoAttemptForARecordThatNoHandlerGets() {
        dispatcher(new Listeners<>(DispatchListener.class, List.of(events)), probe.single("s"))
                .dispatch(List.of(Records.record("ODD").sequenceNumber("101").build()), Deadline.NONE);

        assertThat(events.lines())
                .containsExactly(
                        "begun Products 1",
                        "stopped record 101 failed before any route (attempt 1)",
                        "ended Products after 0 ms, stopped at 101");
    }

    @Test
    void endsABatchThoughItsHostIsBroken() {
        RecordHandler first = change -> {};
        Deadline broken = new Deadline(Instant.MAX, Instant.MAX, () -> {
            throw new IllegalStateException("no clock");
        });

        assertThatThrownBy(() -> dispatcher(new Listeners<>(DispatchListener.class, List.of(events)), first)
                        .dispatch(batch("101"), broken))
                .hasMessage("no clock");

        assertThat(events.lines()).containsExactly("begun Products 1", "ended Products after 0 ms, stopped at 101");
    }

    @Test
    void tellsAllInTheirOrder() {
        List<String> seen = new ArrayList<>();
        dispatcher(
                        new Listeners<>(
                                DispatchListener.class, List.of(new Named("one", seen), new Named("two", seen))),
                        probe.single("s"))
                .dispatch(batch("101"), Deadline.NONE);

        assertThat(seen).containsExactly("one begun", "two begun", "one ended", "two ended");
    }

    static Stream<Throwable> thrown() {
        return Stream.of(
                new IllegalStateException("no connection"),
                new NoClassDefFoundError("Meter"),
                new StackOverflowError(),
                new AssertionError(),
                new IllegalStateException() {
                    @Override
                    public String getMessage() {
                        throw new NullPointerException("no text");
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void harmsNothingWhateverAListenerThrows(Throwable thrown) {
        BatchResult result = dispatcher(
                        new Listeners<>(DispatchListener.class, List.of(always(event -> sneak(thrown)), events)),
                        probe.single("s"),
                        probe.many("m"))
                .dispatch(batch("101", "102!", "103"), Deadline.NONE);

        assertThatResult(result)
                .stoppedAt("102")
                .failed("record 102 failed in route 'r', handler 'h1' (attempt 1): java.lang.IllegalStateException");
        assertThat(probe.calls()).containsExactly("s 101", "s 102", "m 101");
        assertThat(events.lines())
                .hasSize(9)
                .startsWith("begun Products 3")
                .endsWith("ended Products after 0 ms, stopped at 102");
    }

    @Test
    void harmsNothingThoughAListenerInterruptsItsThread() {
        List<Boolean> interrupted = new ArrayList<>();
        RecordHandler handler = change -> interrupted.add(Thread.currentThread().isInterrupted());

        BatchResult result = dispatcher(
                        new Listeners<>(DispatchListener.class, List.of(always(event -> Thread.currentThread()
                                .interrupt()))),
                        handler)
                .dispatch(batch("101", "102"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(interrupted).containsExactly(false, false);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void handsOutNoListThatAListenerCouldChange() {
        DispatchListener clearing = new DispatchListener() {
            @Override
            public void batchBegun(Batch batch) {
                batch.records().clear();
            }
        };

        BatchResult result = dispatcher(new Listeners<>(DispatchListener.class, List.of(clearing)), probe.single("s"))
                .dispatch(new ArrayList<>(batch("101")), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(probe.calls()).containsExactly("s 101");
    }

    @Test
    void logsOnceThatAListenerFails(CapturedOutput output) {
        DispatchListener listener = always(event -> sneak(new IllegalStateException("no connection")));

        dispatcher(new Listeners<>(DispatchListener.class, List.of(listener)), probe.single("s"))
                .dispatch(batch("101", "102", "103"), Deadline.NONE);

        assertThat(output.getAll().split("failed, which changes nothing else")).hasSize(2);
        assertThat(output)
                .contains("The DispatchListener " + listener.getClass().getName()
                        + " failed, which changes nothing else. Further failures of it are logged at DEBUG");
    }

    /** Does the same at each event. */
    private static DispatchListener always(Consumer<Object> action) {
        return (DispatchListener) Proxy.newProxyInstance(
                DispatchListener.class.getClassLoader(),
                new Class<?>[] {DispatchListener.class},
                (proxy, method, arguments) -> {
                    if (method.isDefault()) {
                        action.accept(arguments[0]);
                        return null;
                    }
                    return method.getName().equals("hashCode") ? (Object) 1 : "it";
                });
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private static Dispatcher dispatcher(Listeners<DispatchListener> listeners, Handler... handlers) {
        return Routes.dispatcher(Routes.route("r", "*", handlers)).telling(listeners);
    }
}
