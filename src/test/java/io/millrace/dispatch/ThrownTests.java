package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static io.millrace.testkit.Routes.dispatcher;
import static io.millrace.testkit.Routes.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import io.millrace.routing.Condition;
import io.millrace.routing.Route;
import io.millrace.testkit.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a handler throws. */
class ThrownTests {

    private static final Deadline STOPPING =
            new Deadline(Instant.MAX, Instant.MAX, InstantSource.fixed(Instant.EPOCH), () -> true, true);

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
                new ExceptionInInitializerError("linkage error, too"),
                new StackOverflowError("of the handler"),
                new OutOfMemoryError("of the handler"),
                new InterruptedException("of the handler"),
                new Throwable("neither"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("untellable")
    void isMadeUpForThoughItCannotBeTold(String text, Throwable thrown) {
        RecordHandler handler = change -> sneak(thrown);

        BatchResult result = skipping(1, handler).dispatch(batch("101", "102"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(result.failed().skipped())
                .extracting(failure -> failure.cause().getMessage())
                .containsExactly(text, text);
    }

    static Stream<Arguments> untellable() {
        Throwable deep = new IllegalStateException("the first");
        for (int i = 0; i < 20_000; i++) {
            deep = new IllegalStateException("wrapped", deep);
        }
        RuntimeException silent = new RuntimeException() {
            @Override
            public String getMessage() {
                throw new NullPointerException("no text");
            }
        };
        return Stream.of(
                arguments("java.lang.IllegalStateException: wrapped (and more than 500 causes)", deep),
                arguments(
                        silent.getClass().getName() + ", whose text can't be had: java.lang.NullPointerException",
                        silent));
    }

    @Test
    void becomesAFailureWhereACheckedExceptionIsNotDeclared() {
        IOException thrown = new IOException("sneaky");
        Consumer<Change<Item>> consumer = change -> sneak(thrown);

        assertStopped(
                dispatcher(route("r", "*", (RecordHandler) consumer::accept)).dispatch(batch("101"), Deadline.NONE),
                thrown);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("interruptions")
    void endsAnInterruptionWithItsCall(Throwable thrown) {
        List<Boolean> interrupted = new ArrayList<>();
        RecordHandler handler = change -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            sneak(thrown);
        };

        BatchResult result = skipping(1, handler).dispatch(batch("101", "102"), Deadline.NONE);

        assertThat(Thread.interrupted()).isFalse();
        assertThatResult(result).isComplete();
        assertThat(result.failed().skipped()).extracting(Failure::cause).containsExactly(thrown, thrown);
        assertThat(interrupted).containsExactly(false, false);
    }

    static Stream<Throwable> interruptions() {
        return Stream.of(
                new InterruptedException(),
                new IllegalStateException("wrapped", new InterruptedException()),
                new IllegalStateException("of something else"));
    }

    @Test
    void endsAnInterruptionInTheThreadsOfSeveralItems() {
        Set<Boolean> interrupted = ConcurrentHashMap.newKeySet();
        RecordHandler handler = change -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            throw new InterruptedException();
        };
        String[] records = IntStream.range(100, 200).mapToObj(n -> n + "@" + n).toArray(String[]::new);

        assertThatResult(skipping(4, handler).dispatch(batch(records), Deadline.NONE))
                .isComplete();

        assertThat(interrupted).containsExactly(false);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void endsAnInterruptionOfACallForMany() {
        BatchHandler handler = changes -> {
            Thread.currentThread().interrupt();
            throw new InterruptedException();
        };

        assertThatResult(skipping(1, handler).dispatch(batch("101", "102"), Deadline.NONE))
                .isComplete();

        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofAStop")
    void comesAgainWhereStoppingTheProcessInterruptsIt(Throwable thrown) {
        RecordHandler handler = change -> sneak(thrown);

        BatchResult result = skipping(1, handler).dispatch(batch("101", "102"), STOPPING);

        assertThat(Thread.interrupted()).isTrue();
        assertStopped(result, thrown);
    }

    static Stream<Throwable> ofAStop() {
        return Stream.of(
                new InterruptedException(),
                new IllegalStateException("wrapped", new InterruptedException()),
                new UncheckedIOException(new ClosedByInterruptException()));
    }

    @Test
    void goesItsWayWhereAnotherFailureComesWhileTheProcessIsBeingStopped() {
        RecordHandler handler = change -> {
            throw new IllegalStateException("of its own");
        };

        assertThatResult(skipping(1, handler).dispatch(batch("101"), STOPPING)).isComplete();
    }

    @Test
    void becomesAFailureWhereAConditionThrowsAnError() {
        Condition condition = new Condition() {
            @Override
            public boolean isMet(Change<Item> change) {
                throw new StackOverflowError("of the condition");
            }

            @Override
            public io.millrace.routing.Verdict explain(Change<Item> change) {
                throw new StackOverflowError("of the condition");
            }

            @Override
            public Set<Image> images(EventName event) {
                return Set.of();
            }
        };
        Route<List<Step>> route = route("r", "*", (RecordHandler) change -> {});
        Route<List<Step>> asking = new Route<>(
                "r", route.events(), route.partitionKey(), route.sortKey(), List.of(condition), route.target());

        assertThatResult(dispatcher(asking).dispatch(batch("101", "102"), Deadline.NONE))
                .stoppedAt("101")
                .failed(
                        "record 101 failed in route 'r', before its handlers (attempt 1): io.millrace.dispatch.UndecidedException");
    }

    @Test
    void propagatesWhereTheCoreIsOutOfMemory() {
        OutOfMemoryError thrown = new OutOfMemoryError("of the core");
        Stores stores = new Stores(
                (letters, deadline) -> {
                    throw thrown;
                },
                Stores.NONE.idempotency());
        RecordHandler handler = change -> sneak(new IllegalStateException());

        assertThatThrownBy(
                        () -> failing(stores, OnFailure.DEAD_LETTER, 1, handler).dispatch(batch("101"), Deadline.NONE))
                .isSameAs(thrown);
    }

    @Test
    void stopsWhereTheStoreOfDeadLettersCannotBeLoaded() {
        Stores stores = new Stores(
                (letters, deadline) -> {
                    throw new NoClassDefFoundError("the library");
                },
                Stores.NONE.idempotency());
        RecordHandler handler = change -> sneak(new IllegalStateException());

        assertThatResult(failing(stores, OnFailure.DEAD_LETTER, 1, handler).dispatch(batch("101"), Deadline.NONE))
                .stoppedAt("101");
    }

    private static Dispatcher skipping(int concurrency, Handler handler) {
        return failing(Stores.NONE, OnFailure.SKIP, concurrency, handler);
    }

    private static Dispatcher failing(Stores stores, OnFailure onFailure, int concurrency, Handler handler) {
        FailurePolicy policy = new FailurePolicy(RetryPolicy.NONE, onFailure, Remember.IN_PROCESS);
        Route<List<Step>> route = route("r", "*", handler);
        return Routes.dispatcher(
                new TablePolicy(Unmatched.IGNORE, onFailure, concurrency),
                stores,
                List.of(route.to(List.of(new Step("r", "h1", handler, policy)))));
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
