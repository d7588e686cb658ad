package io.millrace.dispatch;

import static io.millrace.dispatch.Throwing.assertStopped;
import static io.millrace.dispatch.Throwing.failing;
import static io.millrace.dispatch.Throwing.skipping;
import static io.millrace.dispatch.Throwing.sneak;
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
import io.millrace.handler.BatchHandler;
import io.millrace.handler.RecordHandler;
import io.millrace.routing.Condition;
import io.millrace.routing.Route;
import io.millrace.time.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
                        silent.getClass().getName() + ", whose text can't be read: java.lang.NullPointerException",
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

    @Test
    void becomesAFailureWhereAConditionThrowsAnError() {
        Condition condition = new Condition() {
            @Override
            public boolean isMet(Change<Item> change) {
                throw new StackOverflowError("of the condition");
            }

            @Override
            public Condition.Result explain(Change<Item> change) {
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

        assertThatThrownBy(() -> failing(stores, FailurePolicy.OnFailure.DEAD_LETTER, 1, handler)
                        .dispatch(batch("101"), Deadline.NONE))
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

        assertThatResult(failing(stores, FailurePolicy.OnFailure.DEAD_LETTER, 1, handler)
                        .dispatch(batch("101"), Deadline.NONE))
                .stoppedAt("101");
    }
}
