package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static io.millrace.testkit.Routes.dispatcher;
import static io.millrace.testkit.Routes.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.change.Change;
import io.millrace.change.Item;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a handler throws. */
class ThrownTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource("ordinary")
    void becomesAFailureOfTheRecord(Throwable thrown) {
        RecordHandler handler = change -> sneak(thrown);

        assertStopped(dispatcher(route("r", "*", handler)).dispatch(batch("101", "102"), Deadline.NONE), thrown);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ordinary")
    void becomesAFailureOfTheFirstRecordOfMany(Throwable thrown) {
        BatchHandler handler = changes -> sneak(thrown);

        assertStopped(dispatcher(route("r", "*", handler)).dispatch(batch("101", "102"), Deadline.NONE), thrown);
    }

    static Stream<Throwable> ordinary() {
        return Stream.of(
                new IOException("checked"),
                new IllegalStateException("unchecked"),
                new AssertionError("error"),
                new NoClassDefFoundError("linkage error"),
                new Throwable("neither"));
    }

    @Test
    void becomesAFailureWhereACheckedExceptionIsNotDeclared() {
        IOException thrown = new IOException("sneaky");
        Consumer<Change<Item>> consumer = change -> sneak(thrown);

        assertStopped(
                dispatcher(route("r", "*", (RecordHandler) consumer::accept)).dispatch(batch("101"), Deadline.NONE),
                thrown);
    }

    @Test
    void restoresTheFlagOfAnInterruption() {
        InterruptedException thrown = new InterruptedException();
        RecordHandler handler = change -> sneak(thrown);

        BatchResult result = dispatcher(route("r", "*", handler)).dispatch(batch("101", "102"), Deadline.NONE);

        assertThat(Thread.interrupted()).isTrue();
        assertStopped(result, thrown);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void propagatesWhereTheVirtualMachineIsBroken(VirtualMachineError thrown) {
        RecordHandler single = change -> sneak(thrown);
        BatchHandler many = changes -> sneak(thrown);
        BatchHandler reported = changes -> Map.of(changes.get(0).sequenceNumber(), thrown);

        for (Handler handler : List.of(single, many, reported)) {
            assertThatThrownBy(() -> dispatcher(route("r", "*", handler)).dispatch(batch("101"), Deadline.NONE))
                    .isSameAs(thrown);
        }
    }

    static Stream<VirtualMachineError> broken() {
        return Stream.of(new StackOverflowError("by hand"), new OutOfMemoryError("by hand"));
    }

    private static void assertStopped(BatchResult result, Throwable thrown) {
        assertThatResult(result).stoppedAt("101");
        assertThat(result.failures()).extracting(Failure::cause).containsExactly(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <R, T extends Throwable> R sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
