package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.routing.KeySchema;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.testkit.Probe;
import io.millrace.testkit.Records;
import io.millrace.testkit.Routes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What another process has done, or has in hand, is not done again. */
@ExtendWith(OutputCaptureExtension.class)
class IdempotencyTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Probe probe = new Probe();
    private final Shared store = new Shared();
    private volatile Instant now = START;
    private final InstantSource clock = () -> now;

    /** A store as several processes share it. */
    private static final class Shared implements IdempotencyStore {

        final List<String> calls = new ArrayList<>();
        final Set<WorkId> done = new HashSet<>();
        final Map<WorkId, Lease> leases = new HashMap<>();
        final Map<WorkId, Tried> tried = new HashMap<>();
        Consumer<Collection<WorkId>> asked = works -> {};
        Consumer<Collection<WorkId>> completed = works -> {};
        int failing;
        boolean failingAfterwards;

        @Override
        public Answer claim(Collection<WorkId> works, Lease lease) {
            asked.accept(works);
            return claimed(works, lease);
        }

        private synchronized Answer claimed(Collection<WorkId> works, Lease lease) {
            call("claim", works);
            Set<WorkId> already = works.stream().filter(done::contains).collect(Collectors.toSet());
            Map<WorkId, Lease> held = new HashMap<>();
            for (WorkId work : works) {
                Lease known = leases.get(work);
                if (known != null && !known.owner().equals(lease.owner())) {
                    held.put(work, known);
                } else if (!already.contains(work)) {
                    leases.put(work, lease);
                }
            }
            if (failingAfterwards) {
                throw new IllegalStateException("the answer is lost");
            }
            Map<WorkId, Tried> triedBefore = new HashMap<>(tried);
            triedBefore.keySet().retainAll(works);
            return new Answer(already, held, triedBefore);
        }

        @Override
        public synchronized void complete(Collection<WorkId> works, Lease lease) {
            call("complete", works);
            completed.accept(works);
            done.addAll(works);
            leases.keySet().removeAll(works);
        }

        @Override
        public synchronized void release(Collection<WorkId> works, Lease lease) {
            call("release", works);
            leases.keySet().removeAll(works);
            tried.keySet().removeAll(works);
        }

        @Override
        public synchronized void release(Map<WorkId, Tried> works, Lease lease) {
            call("release tried", works.keySet());
            leases.keySet().removeAll(works.keySet());
            tried.putAll(works);
        }

        synchronized void doAll() {
            done.addAll(leases.keySet());
        }

        private void call(String name, Collection<WorkId> works) {
            calls.add(name + " " + works.size());
            if (failing-- > 0) {
                throw new IllegalStateException("the table is away");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void doesNotDoAgainWhatAnotherProcessHasDone(int concurrency) {
        List<DynamodbStreamRecord> records = batch("101@a", "102@b", "103@a", "104@c!");

        assertThatResult(process(concurrency, probe.single("s")).dispatch(records, Deadline.NONE))
                .stoppedAt("104");
        assertThatResult(process(concurrency, probe.single("s")).dispatch(records, Deadline.NONE))
                .stoppedAt("104");

        assertThat(probe.calls()).containsExactlyInAnyOrder("s 101", "s 102", "s 103", "s 104", "s 104");
    }

    @Test
    void claimsABatchInOneCallAndGivesBackWhatItDidNotDo() {
        process(1, probe.single("s")).dispatch(batch("101@a", "102@b!", "103@a", "104@c"), Deadline.NONE);

        assertThat(store.calls).containsExactly("claim 4", "complete 1", "release 3");
        assertThat(store.leases).isEmpty();
    }

    @Test
    void needsFewCallsForAHandlerOfMany() {
        String[] records =
                IntStream.range(0, 100).mapToObj(i -> (1000 + i) + "@" + i).toArray(String[]::new);

        process(1, probe.many("m")).dispatch(batch(records), Deadline.NONE);
        process(1, probe.many("m")).dispatch(batch(records), Deadline.NONE);

        assertThat(store.calls).containsExactly("claim 100", "complete 100", "claim 100");
        assertThat(probe.calls()).hasSize(1);
    }

    @Test
    void givesBackWhatItMayHaveClaimed() {
        store.failingAfterwards = true;

        process(1, probe.single("s")).dispatch(batch("101@a", "102@b"), Deadline.NONE);

        assertThat(store.calls).containsExactly("claim 2", "release 2");
        assertThat(store.leases).isEmpty();
    }

    @Test
    void callsAHandlerOfManyForWhatItHasBeforeItWaitsForTheRest() {
        holdUntil("102@b", START.plusSeconds(3));

        assertThatResult(process(1, probe.many("m")).dispatch(batch("101@a", "102@b", "103@c"), Deadline.NONE))
                .isComplete();

        assertThat(probe.calls()).containsExactly("m 101", "m 102 103");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void asksTogetherForWhatAnotherDeliveryHasInHand(int concurrency) {
        String[] records =
                IntStream.range(0, 100).mapToObj(i -> (1000 + i) + "@" + i).toArray(String[]::new);
        for (String record : records) {
            holdUntil(record, START.plusSeconds(60));
        }
        AtomicInteger asks = new AtomicInteger();
        store.asked = works -> {
            if (asks.incrementAndGet() == 3) {
                store.doAll();
            }
        };

        assertThatResult(process(concurrency, probe.single("s")).dispatch(batch(records), Deadline.NONE))
                .isComplete();

        assertThat(store.calls).containsExactly("claim 100", "claim 100", "claim 100");
        assertThat(probe.calls()).isEmpty();
    }

    @Test
    void letsOtherItemsGoOnWhileItAsks() {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch completed = new CountDownLatch(1);
        String[] records =
                IntStream.range(0, 101).mapToObj(i -> (1000 + i) + "@" + i).toArray(String[]::new);
        store.asked = works -> {
            if (works.size() == 1) { // the last, behind the hundred that are asked for at first
                asking.countDown();
                await(completed);
            }
        };
        store.completed = works -> {
            if (works.contains(new WorkId(Records.TABLE, "r", "h1", id("1099@99")))) {
                completed.countDown();
            }
        };
        RecordHandler handler = change -> {
            if (change.sequenceNumber().text().equals("1099")) {
                await(asking);
            }
        };

        assertThatResult(process(2, handler).dispatch(batch(records), Deadline.NONE))
                .isComplete();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void countsTheAttemptsOfAllProcesses() {
        RetryPolicy retry = RetryTests.attempts(4);
        List<Integer> attempts = new ArrayList<>();

        for (int delivery = 0; delivery < 3; delivery++) {
            Dispatcher process =
                    process(new FailurePolicy(retry, OnFailure.SKIP, Remember.IN_STORE), 1, probe.single("s"));
            BatchResult result = process.dispatch(batch("101@a!", "102@b"), Deadline.at(now.plusMillis(1500), clock));
            attempts.addAll(result.failures().stream().map(Failure::attempts).toList());
            attempts.addAll(
                    result.failed().skipped().stream().map(Failure::attempts).toList());
        }

        assertThat(attempts).containsExactly(2, 4);
        assertThat(probe.calls()).containsExactly("s 101", "s 101", "s 101", "s 101", "s 102");
        assertThat(store.calls)
                .containsExactly(
                        "claim 2", "release 1", "release tried 1", "claim 2", "complete 1", "complete 1", "claim 2");
    }

    @Test
    void waitsForWhatAnotherDeliveryHasInHand() {
        holdUntil("101@a", START.plusSeconds(3));

        BatchResult result = process(1, probe.single("s")).dispatch(batch("101@a"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(probe.calls()).containsExactly("s 101");
        assertThat(now).isAfter(START.plusSeconds(2)).isBefore(START.plusSeconds(6));
    }

    @Test
    void saysOnceWhoHasAWorkInHandAndUntilWhen(CapturedOutput output) {
        holdUntil("101@a", START.plusSeconds(30));
        holdUntil("102@b", START.plusSeconds(60));

        process(1, probe.single("s")).dispatch(batch("101@a", "102@b"), Deadline.NONE);

        assertThat(output.getOut().lines().filter(line -> line.contains("in hand")))
                .singleElement(STRING)
                .endsWith("Table '%s': record 101 waits for handler 'h1' of route 'r', which another has in hand until "
                                .formatted(Records.TABLE)
                        + "2026-01-01T00:00:30Z at the latest");
    }

    @Test
    void saysNothingOfADeliveryThatIsSoonOver(CapturedOutput output) {
        holdUntil("101@a", START.plusMillis(500));

        process(1, probe.single("s")).dispatch(batch("101@a"), Deadline.NONE);

        assertThat(output.getOut()).doesNotContain("in hand");
    }

    @Test
    void doesNotDelayAStopByWaiting() {
        holdUntil("101@a", START.plusSeconds(900));
        BooleanSupplier stopping = () -> now.isAfter(START.plusSeconds(10));

        BatchResult result = process(1, probe.single("s"))
                .dispatch(batch("101@a"), new Deadline(Instant.MAX, Instant.MAX, clock, stopping, false));

        assertThatResult(result).stoppedAt("101");
        assertThat(now).isBefore(START.plusMillis(10_201));
    }

    @Test
    void stopsWhenThereIsNoTimeToWait() {
        holdUntil("101@a", START.plusSeconds(60));

        BatchResult result = process(1, probe.single("s"))
                .dispatch(batch("101@a", "102@b"), Deadline.at(START.plusSeconds(5), clock));

        assertThatResult(result)
                .stoppedAt("101")
                .failed("record 101 failed in route 'r', handler 'h1' (attempt 0): "
                        + "io.millrace.dispatch.WorkHeldException");
        assertThat(probe.calls()).isEmpty();
    }

    @Test
    void startsNothingWhereTheStoreIsAway() {
        store.failing = 1;

        BatchResult result = process(1, probe.single("s")).dispatch(batch("101@a", "102@b"), Deadline.NONE);

        assertThatResult(result).stoppedAt("101");
        assertThat(probe.calls()).isEmpty();
    }

    @Test
    void triesAgainToSayThatSomethingIsDone() {
        Dispatcher process = process(1, probe.single("s"), failingNext(3));

        assertThatResult(process.dispatch(batch("101@a"), Deadline.NONE)).isComplete();

        assertThat(store.calls).endsWith("complete 1", "complete 1", "complete 1", "complete 1");
        assertThat(store.done).hasSize(2);
    }

    @Test
    void stopsBehindWhatIsDoneAndCannotBeRecorded() {
        Dispatcher process = process(1, probe.single("s"), failingNext(100));

        BatchResult result = process.dispatch(batch("101@a", "102@b"), Deadline.NONE);

        assertThatResult(result).stoppedAt("102");
        assertThat(probe.calls()).containsExactly("s 101");
    }

    @Test
    void doesNotWaitPastTheDeadlineToSayThatSomethingIsDone() {
        Dispatcher process = process(1, probe.single("s"), failingNext(100));

        BatchResult result = process.dispatch(batch("101@a", "102@b"), Deadline.at(START.plusSeconds(1), clock));

        assertThatResult(result).stoppedAt("102");
        assertThat(now).isAfter(START).isBefore(START.plusSeconds(1));
    }

    @Test
    void claimsUntilTheHostEndsTheBatch() {
        List<Instant> ends = new ArrayList<>();
        RecordHandler handler = change -> store.leases.values().forEach(lease -> ends.add(lease.end()));

        process(1, handler).dispatch(batch("101@a"), new Deadline(START.plusSeconds(9), START.plusSeconds(10), clock));

        assertThat(ends).containsExactly(START.plusSeconds(10));
    }

    @Test
    void takesASkippedRecordAndADeadLetterForDone() {
        List<DynamodbStreamRecord> records = batch("101@a!", "102@b");
        RecordHandler handler = probe.single("s");

        process(OnFailure.SKIP, 1, handler).dispatch(records, Deadline.NONE);
        process(OnFailure.SKIP, 1, handler).dispatch(records, Deadline.NONE);

        assertThat(probe.calls()).containsExactly("s 101", "s 102");
    }

    private static RecordId id(String record) {
        return new Work(0, Change.of(batch(record).get(0), Records.TABLE), List.of()).recordId();
    }

    private void holdUntil(String record, Instant end) {
        WorkId work = new WorkId(Records.TABLE, "r", "h1", id(record));
        store.leases.put(work, new Lease("another", end));
    }

    private RecordHandler failingNext(int times) {
        return change -> store.failing = times;
    }

    private Dispatcher process(int concurrency, Handler... handlers) {
        return process(OnFailure.STOP, concurrency, handlers);
    }

    private Dispatcher process(OnFailure onFailure, int concurrency, Handler... handlers) {
        return process(new FailurePolicy(RetryPolicy.NONE, onFailure, Remember.IN_STORE), concurrency, handlers);
    }

    private Dispatcher process(FailurePolicy policy, int concurrency, Handler... handlers) {
        Route<List<Step>> route = Routes.route("r", "*", handlers);
        List<Step> steps = route.target().stream()
                .map(step -> new Step(step.route(), step.name(), step.handler(), policy))
                .toList();
        Time time = new Time(clock, this::sleep);
        return new Dispatcher(
                Records.TABLE,
                new RouteTable<>(new KeySchema("id", null), List.of(route.to(steps))),
                new TablePolicy(Unmatched.IGNORE, policy.onFailure(), concurrency),
                new Stores(Stores.NONE.deadLetters(), store),
                time);
    }

    private void sleep(Duration wait) {
        synchronized (store) {
            now = now.plus(wait);
            store.leases.values().removeIf(lease -> lease.end().isBefore(now));
        }
    }
}
