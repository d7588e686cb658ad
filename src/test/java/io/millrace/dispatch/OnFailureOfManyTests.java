package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.HeldBackException;
import io.millrace.testkit.Probe;
import io.millrace.testkit.Records;
import io.millrace.time.Deadline;
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

/** What becomes of records whose last attempt was a call for many. */
class OnFailureOfManyTests {

    private final Probe probe = new Probe();
    private final Letterbox letterbox = new Letterbox();

    @Test
    void keepsWhatACallForManyReportsInOneGo() {
        List<Integer> sizes = new ArrayList<>();
        letterbox.keepBy((letters, deadline) -> {
            sizes.add(letters.size());
            return List.of();
        });

        BatchResult result = letterbox
                .dispatcher(1, probe.many("m"), probe.single("s"))
                .dispatch(batch("101@a", "102@b!", "103@c!", "104@d"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(sizes).containsExactly(2, 1, 1);
    }

    @Test
    void stopsOnlyBehindWhatCouldNotBeKeptOfACallForMany() {
        letterbox.keepBy((letters, deadline) -> letters.stream()
                .filter(letter -> letter.failure().sequenceNumber().text().equals("103"))
                .map(letter -> new DeadLetterStore.Unkept(letter, new IllegalStateException("too large")))
                .toList());

        BatchResult result = letterbox
                .dispatcher(1, probe.many("m"))
                .dispatch(batch("101@a!", "102@a", "103@b!", "104@b"), Deadline.NONE);

        assertThatResult(result).stoppedAt("103");
        assertThat(result.failed().deadLettered()).hasSize(1);
    }

    @Test
    void countsAsHandledWhatIsDoneThoughALaterRecordIsKeptBehindOneThatIsNot() {
        letterbox.keepBy((letters, deadline) -> letters.stream()
                .filter(letter -> letter.failure().sequenceNumber().text().equals("102"))
                .map(letter -> new DeadLetterStore.Unkept(letter, new IllegalStateException("too large")))
                .toList());

        BatchResult result =
                letterbox.dispatcher(1, probe.many("m")).dispatch(batch("101@a", "102@b!", "103@b!"), Deadline.NONE);

        assertThatResult(result).stoppedAt("102");
        assertThat(result.handled()).isEqualTo(Map.of("r", Map.of("h1", 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void keepsNoLetterAgainThatWasKeptBehindOneThatCouldNotBe(int concurrency) {
        Set<String> tooLarge = new HashSet<>(Set.of("102"));
        List<String> kept = new ArrayList<>();
        letterbox.keepBy((letters, deadline) -> {
            List<DeadLetterStore.Unkept> unkept = new ArrayList<>();
            for (DeadLetter letter : letters) {
                String number = letter.failure().sequenceNumber().text();
                if (tooLarge.contains(number)) {
                    unkept.add(new DeadLetterStore.Unkept(letter, new IllegalStateException("too large")));
                } else {
                    kept.add(number);
                }
            }
            return unkept;
        });
        Dispatcher dispatcher = letterbox.dispatcher(concurrency, probe.many("m"));
        List<DynamodbStreamRecord> records = batch("101@a", "102@b!", "103@b!", "104@b");

        assertThatResult(dispatcher.dispatch(records, Deadline.NONE)).stoppedAt("102");
        tooLarge.clear();
        BatchResult again = dispatcher.dispatch(records.subList(1, 4), Deadline.NONE);

        assertThatResult(again).isComplete();
        assertThat(kept).containsExactly("103", "102");
        assertThat(probe.calls()).containsExactly("m 101 102 103 104", "m 102", "m 104");
        assertThat(again.done())
                .isEqualTo(new BatchResult.Done(Map.of("r", Map.of("h1", 1)), Map.of("r", Map.of("h1", 1))));
    }

    @Test
    void goesOnWithNothingBehindALetterThatCouldNotBeKept() {
        letterbox.keepBy((letters, deadline) -> letters.stream()
                .filter(letter -> letter.failure().sequenceNumber().text().equals("102"))
                .map(letter -> new DeadLetterStore.Unkept(letter, new IllegalStateException("too large")))
                .toList());

        BatchResult result = letterbox
                .dispatcher(1, probe.many("m"), probe.many("n"))
                .dispatch(batch("101@a", "102@b!", "103@c!"), Deadline.NONE);

        assertThatResult(result).stoppedAt("102");
        assertThat(probe.calls()).containsExactly("m 101 102 103", "n 101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEAD_LETTER", "SKIP"})
    void triesWhatWasHeldBackOnceTheFailureBeforeItIsMadeUpFor(FailurePolicy.OnFailure onFailure) {
        List<String> tried = new ArrayList<>();
        Dispatcher dispatcher = letterbox.dispatcher(onFailure, 1, holdingBack(tried));

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

        BatchResult result = letterbox
                .dispatcher(FailurePolicy.OnFailure.DEAD_LETTER, 1, sink)
                .dispatch(batch("101@a", "102@a", "103@a"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(result.failed().deadLettered())
                .extracting(failure -> failure.sequenceNumber().text())
                .containsExactly("101", "103");
    }

    @Test
    void keepsBackWhatWasHeldBackWhereTheFailureStops() {
        List<String> tried = new ArrayList<>();

        BatchResult result = letterbox
                .dispatcher(FailurePolicy.OnFailure.STOP, 1, holdingBack(tried))
                .dispatch(batch("101@a!", "102@a", "103@b"), Deadline.NONE);

        assertThatResult(result).stoppedAt("101");
        assertThat(tried).containsExactly("101", "103");
        assertThat(result.failures()).singleElement().satisfies(failure -> assertThat(
                        failure.sequenceNumber().text())
                .isEqualTo("101"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEAD_LETTER", "SKIP"})
    void findsTheRecordThatMakesACallForManyFail(FailurePolicy.OnFailure onFailure) {
        BatchHandler brittle = changes -> {
            if (changes.stream()
                    .anyMatch(change -> change.sequenceNumber().text().equals("106"))) {
                throw new IllegalStateException("one of them is bad");
            }
            return Map.of();
        };

        BatchResult result = letterbox
                .dispatcher(onFailure, 1, brittle)
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

        BatchResult result = letterbox.dispatcher(1, slow).dispatch(batch(records), deadline);

        assertThatResult(result)
                .stoppedAt("100")
                .failed("record 100 failed in route 'r', handler 'h1' (attempt 3): java.lang.IllegalStateException");
        assertThat(sizes).containsExactly(16, 8, 4);
        assertThat(letterbox.kept()).isEmpty();
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
}
