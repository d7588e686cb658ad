package io.millrace.dispatch;

import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static io.millrace.testkit.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.routing.RouteTable;
import io.millrace.testkit.Probe;
import io.millrace.testkit.Records;
import io.millrace.testkit.Routes;
import io.millrace.time.Deadline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of records whose last attempt has failed. */
class OnFailureTests {

    private final Probe probe = new Probe();
    private final Letterbox letterbox = new Letterbox();

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void keepsADeadLetterAndGoesOn(int concurrency) {
        List<DynamodbStreamRecord> records = batch("101@a", "102@a!", "103@a");

        BatchResult result = letterbox
                .dispatcher(concurrency, probe.single("first"), probe.single("second"))
                .dispatch(records, Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(probe.calls())
                .containsExactly("first 101", "second 101", "first 102", "second 102", "first 103", "second 103");
        assertThat(letterbox.kept())
                .extracting(letter -> letter.failure().toString())
                .containsExactly(
                        "record 102 failed in route 'r', handler 'h1' (attempt 1): java.lang.IllegalStateException",
                        "record 102 failed in route 'r', handler 'h2' (attempt 1): java.lang.IllegalStateException");
        assertThat(letterbox.kept().get(0))
                .isEqualTo(new DeadLetter(
                        Records.TABLE,
                        records.get(1),
                        letterbox.kept().get(0).failure(),
                        new DeadLetter.Failed(Instant.EPOCH, Instant.EPOCH)));
        assertThat(result.failed().deadLettered()).hasSize(2);
        assertThat(result.handled()).isEqualTo(Map.of("r", Map.of("h1", 2, "h2", 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void stopsWhereADeadLetterCannotBeKept(int concurrency) {
        letterbox.keepBy((letters, deadline) -> letters.stream()
                .map(letter -> new DeadLetterStore.Unkept(letter, new IllegalStateException("the queue is away")))
                .toList());

        BatchResult result = letterbox
                .dispatcher(concurrency, probe.single("a"))
                .dispatch(batch("101@a", "102@a!", "103@a"), Deadline.NONE);

        assertThatResult(result)
                .stoppedAt("102")
                .failed("record 102 failed in route 'r', handler 'h1' (attempt 1): java.lang.IllegalStateException");
        assertThat(result.failures().get(0).cause().getSuppressed()[0]).hasMessage("the queue is away");
        assertThat(probe.calls()).containsExactly("a 101", "a 102");
    }

    @Test
    void stopsWhereTheStoreThrows() {
        letterbox.keepBy((letters, deadline) -> {
            throw new IllegalStateException("no credentials");
        });

        assertThatResult(letterbox.dispatcher(1, probe.single("a")).dispatch(batch("101@a!", "102@b"), Deadline.NONE))
                .stoppedAt("101");
    }

    @Test
    void keepsAMalformedRecordInItsTurn() {
        DynamodbStreamRecord malformed =
                record("UPSERT").sequenceNumber("102").key("id", s("x")).build();
        List<DynamodbStreamRecord> records = Stream.of(batch("101"), List.of(malformed), batch("103"))
                .flatMap(List::stream)
                .toList();

        BatchResult result =
                letterbox.dispatcher(1, probe.single("a"), probe.many("m")).dispatch(records, Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(letterbox.kept()).singleElement().satisfies(letter -> {
            assertThat(letter.record()).isSameAs(malformed);
            assertThat(letter.failure().where()).isEqualTo("record 102 failed before any route (attempt 1)");
        });
        assertThat(result.handled()).isEqualTo(Map.of("r", Map.of("h1", 2, "h2", 2)));
        assertThat(result.unmatched()).isZero();
    }

    @Test
    void keepsNoMalformedRecordBehindAFailureThatStops() {
        DynamodbStreamRecord malformed = record("UPSERT").sequenceNumber("102").build();
        List<DynamodbStreamRecord> records = Stream.of(batch("101!"), List.of(malformed))
                .flatMap(List::stream)
                .toList();
        Dispatcher dispatcher = Routes.dispatcher(
                new Dispatcher.Policy(RouteTable.Unmatched.IGNORE, FailurePolicy.OnFailure.DEAD_LETTER, 1),
                letterbox.stores(),
                List.of(Routes.route("r", "*", probe.single("a"))));

        assertThatResult(dispatcher.dispatch(records, Deadline.NONE)).stoppedAt("101");
        assertThat(letterbox.kept()).isEmpty();
    }

    @Test
    void stopsWithoutAStore() {
        Dispatcher dispatcher = Routes.dispatcher(
                Dispatcher.Policy.DEFAULT,
                Stores.NONE,
                List.of(Letterbox.route(FailurePolicy.OnFailure.DEAD_LETTER, probe.single("a"))));

        assertThatResult(dispatcher.dispatch(batch("101!"), Deadline.NONE)).stoppedAt("101");
    }
}
