package io.millrace.dispatch;

import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static io.millrace.testkit.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.routing.Route;
import io.millrace.testkit.Probe;
import io.millrace.testkit.Records;
import io.millrace.testkit.Routes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of records whose last attempt has failed. */
class OnFailureTests {

    private final Probe probe = new Probe();
    private final List<DeadLetter> kept = new ArrayList<>();
    private DeadLetterStore store = (letters, deadline) -> {
        kept.addAll(letters);
        return List.of();
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void keepsADeadLetterAndGoesOn(int concurrency) {
        List<DynamodbStreamRecord> records = batch("101@a", "102@a!", "103@a");

        BatchResult result = dispatcher(concurrency, probe.single("first"), probe.single("second"))
                .dispatch(records, Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(probe.calls())
                .containsExactly("first 101", "second 101", "first 102", "second 102", "first 103", "second 103");
        assertThat(kept)
                .extracting(letter -> letter.failure().toString())
                .containsExactly(
                        "record 102 failed in route 'r', handler 'h1' (attempt 1): java.lang.IllegalStateException",
                        "record 102 failed in route 'r', handler 'h2' (attempt 1): java.lang.IllegalStateException");
        assertThat(kept.get(0))
                .isEqualTo(new DeadLetter(
                        Records.TABLE,
                        records.get(1),
                        kept.get(0).failure(),
                        new DeadLetter.Failed(Instant.EPOCH, Instant.EPOCH)));
        assertThat(result.failed().deadLettered()).hasSize(2);
        assertThat(result.handled()).isEqualTo(Map.of("r", Map.of("h1", 2, "h2", 2)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void stopsWhereADeadLetterCannotBeKept(int concurrency) {
        store = (letters, deadline) -> letters.stream()
                .map(letter -> new DeadLetterStore.Unkept(letter, new IllegalStateException("the queue is away")))
                .toList();

        BatchResult result =
                dispatcher(concurrency, probe.single("a")).dispatch(batch("101@a", "102@a!", "103@a"), Deadline.NONE);

        assertThatResult(result)
                .stoppedAt("102")
                .failed("record 102 failed in route 'r', handler 'h1' (attempt 1): java.lang.IllegalStateException");
        assertThat(result.failures().get(0).cause().getSuppressed()[0]).hasMessage("the queue is away");
        assertThat(probe.calls()).containsExactly("a 101", "a 102");
    }

    @Test
    void stopsWhereTheStoreThrows() {
        store = (letters, deadline) -> {
            throw new IllegalStateException("no credentials");
        };

        assertThatResult(dispatcher(1, probe.single("a")).dispatch(batch("101@a!", "102@b"), Deadline.NONE))
                .stoppedAt("101");
    }

    @Test
    void keepsWhatACallForManyReportsInOneGo() {
        List<Integer> sizes = new ArrayList<>();
        store = (letters, deadline) -> {
            sizes.add(letters.size());
            return List.of();
        };

        BatchResult result = dispatcher(1, probe.many("m"), probe.single("s"))
                .dispatch(batch("101@a", "102@b!", "103@c!", "104@d"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(sizes).containsExactly(2, 1, 1);
    }

    @Test
    void stopsOnlyBehindWhatCouldNotBeKeptOfACallForMany() {
        store = (letters, deadline) -> letters.stream()
                .filter(letter -> letter.failure().sequenceNumber().text().equals("103"))
                .map(letter -> new DeadLetterStore.Unkept(letter, new IllegalStateException("too large")))
                .toList();

        BatchResult result =
                dispatcher(1, probe.many("m")).dispatch(batch("101@a!", "102@a", "103@b!", "104@b"), Deadline.NONE);

        assertThatResult(result).stoppedAt("103");
        assertThat(result.failed().deadLettered()).hasSize(1);
    }

    @Test
    void countsAsHandledWhatIsDoneThoughALaterRecordIsKeptBehindOneThatIsNot() {
        store = (letters, deadline) -> letters.stream()
                .filter(letter -> letter.failure().sequenceNumber().text().equals("102"))
                .map(letter -> new DeadLetterStore.Unkept(letter, new IllegalStateException("too large")))
                .toList();

        BatchResult result = dispatcher(1, probe.many("m")).dispatch(batch("101@a", "102@b!", "103@b!"), Deadline.NONE);

        assertThatResult(result).stoppedAt("102");
        assertThat(result.handled()).isEqualTo(Map.of("r", Map.of("h1", 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEAD_LETTER", "SKIP"})
    void triesWhatWasHeldBackOnceTheFailureBeforeItIsMadeUpFor(OnFailure onFailure) {
        List<String> tried = new ArrayList<>();
        Dispatcher dispatcher = dispatcher(onFailure, 1, holdingBack(tried));

        BatchResult result =
                dispatcher.dispatch(batch("101@a", "102@a!", "103@a", "104@b!", "105@a!", "106@a"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(tried).containsExactly("101", "102", "104", "103", "105", "106");
        assertThat(result.handled()).isEqualTo(Map.of("r", Map.of("h1", 3)));
    }

    /** As where a handler sees by itself that a record is too large, before it sends those before it. */
    @Test
    void makesUpOnceForAFailureBehindWhatWasHeldBack() {
        BatchHandler sink = changes -> {
            Map<SequenceNumber, Throwable> failures = new LinkedHashMap<>();
            boolean down = changes.size() == 3;
            for (Change<Item> change : changes) {
                boolean own = change.sequenceNumber().text().equals("103") || down && failures.isEmpty();
                if (own) {
                    failures.put(change.sequenceNumber(), new IllegalStateException("poison"));
                } else if (down) {
                    failures.put(change.sequenceNumber(), HeldBackException.INSTANCE);
                }
            }
            return failures;
        };

        BatchResult result =
                dispatcher(OnFailure.DEAD_LETTER, 1, sink).dispatch(batch("101@a", "102@a", "103@a"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(result.failed().deadLettered())
                .extracting(failure -> failure.sequenceNumber().text())
                .containsExactly("101", "103");
    }

    @Test
    void keepsBackWhatWasHeldBackWhereTheFailureStops() {
        List<String> tried = new ArrayList<>();

        BatchResult result = dispatcher(OnFailure.STOP, 1, holdingBack(tried))
                .dispatch(batch("101@a!", "102@a", "103@b"), Deadline.NONE);

        assertThatResult(result).stoppedAt("101");
        assertThat(tried).containsExactly("101", "103");
        assertThat(result.failures()).singleElement().satisfies(failure -> assertThat(
                        failure.sequenceNumber().text())
                .isEqualTo("101"));
    }

    /** As a sink does that can't send what comes behind a failure of its item. */
    private static BatchHandler holdingBack(List<String> tried) {
        return changes -> {
            Map<SequenceNumber, Throwable> failures = new LinkedHashMap<>();
            Set<Object> failed = new HashSet<>();
            for (Change<Item> change : changes) {
                if (failed.contains(change.itemKey())) {
                    failures.put(change.sequenceNumber(), HeldBackException.INSTANCE);
                    continue;
                }
                tried.add(change.sequenceNumber().text());
                if (Records.fails(change)) {
                    failed.add(change.itemKey());
                    failures.put(change.sequenceNumber(), new IllegalStateException("poison"));
                }
            }
            return failures;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEAD_LETTER", "SKIP"})
    void findsTheRecordThatMakesACallForManyFail(OnFailure onFailure) {
        BatchHandler brittle = changes -> {
            if (changes.stream()
                    .anyMatch(change -> change.sequenceNumber().text().equals("106"))) {
                throw new IllegalStateException("one of them is bad");
            }
            return Map.of();
        };

        BatchResult result = dispatcher(onFailure, 1, brittle)
                .dispatch(batch("101", "102", "103", "104", "105", "106", "107", "108"), Deadline.NONE);

        assertThatResult(result).isComplete();
        List<Failure> given = Stream.of(
                        result.failed().skipped(), result.failed().deadLettered())
                .flatMap(List::stream)
                .toList();
        assertThat(given).extracting(failure -> failure.sequenceNumber().text()).containsExactly("106");
        assertThat(result.handled()).isEqualTo(Map.of("r", Map.of("h1", 7)));
    }

    @Test
    void findsNothingOutPastTheDeadline() {
        Instant[] now = {Instant.EPOCH};
        List<Integer> sizes = new ArrayList<>();
        BatchHandler slow = changes -> {
            sizes.add(changes.size());
            now[0] = now[0].plusSeconds(1);
            throw new IllegalStateException("not all of them");
        };
        String[] records =
                IntStream.range(0, 16).mapToObj(i -> (100 + i) + "@" + i).toArray(String[]::new);
        Deadline deadline = Deadline.at(Instant.EPOCH.plusMillis(2500), () -> now[0]);

        BatchResult result = dispatcher(1, slow).dispatch(batch(records), deadline);

        assertThatResult(result)
                .stoppedAt("100")
                .failed("record 100 failed in route 'r', handler 'h1' (attempt 3): java.lang.IllegalStateException");
        assertThat(sizes).containsExactly(16, 8, 4);
        assertThat(kept).isEmpty();
    }

    @Test
    void keepsAMalformedRecordInItsTurn() {
        DynamodbStreamRecord malformed =
                record("UPSERT").sequenceNumber("102").key("id", s("x")).build();
        List<DynamodbStreamRecord> records = Stream.of(batch("101"), List.of(malformed), batch("103"))
                .flatMap(List::stream)
                .toList();

        BatchResult result = dispatcher(1, probe.single("a"), probe.many("m")).dispatch(records, Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(kept).singleElement().satisfies(letter -> {
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
                new TablePolicy(Unmatched.IGNORE, OnFailure.DEAD_LETTER, 1),
                new Stores((letters, deadline) -> store.keep(letters, deadline), Stores.NONE.idempotency()),
                List.of(Routes.route("r", "*", probe.single("a"))));

        assertThatResult(dispatcher.dispatch(records, Deadline.NONE)).stoppedAt("101");
        assertThat(kept).isEmpty();
    }

    @Test
    void stopsWithoutAStore() {
        Dispatcher dispatcher = Routes.dispatcher(
                TablePolicy.DEFAULT, Stores.NONE, List.of(route(OnFailure.DEAD_LETTER, probe.single("a"))));

        assertThatResult(dispatcher.dispatch(batch("101!"), Deadline.NONE)).stoppedAt("101");
    }

    private Dispatcher dispatcher(int concurrency, Handler... handlers) {
        return dispatcher(OnFailure.DEAD_LETTER, concurrency, handlers);
    }

    private Dispatcher dispatcher(OnFailure onFailure, int concurrency, Handler... handlers) {
        return Routes.dispatcher(
                new TablePolicy(Unmatched.IGNORE, onFailure, concurrency),
                new Stores((letters, deadline) -> store.keep(letters, deadline), Stores.NONE.idempotency()),
                List.of(route(onFailure, handlers)));
    }

    private static Route<List<Step>> route(OnFailure onFailure, Handler... handlers) {
        Route<List<Step>> route = Routes.route("r", "*", handlers);
        FailurePolicy policy = new FailurePolicy(RetryPolicy.NONE, onFailure, Remember.IN_PROCESS);
        return route.to(route.target().stream()
                .map(step -> new Step(step.route(), step.name(), step.handler(), policy))
                .toList());
    }
}
