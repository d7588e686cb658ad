package io.millrace.dispatch;

import static io.millrace.testkit.BatchResultAssert.assertThatResult;
import static io.millrace.testkit.Records.batch;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another process has done, or has in hand, is not done again. */
class IdempotencyTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Probe probe = new Probe();
    private final Shared store = new Shared();
    private Instant now = START;
    private final InstantSource clock = () -> now;

    /** A store as several processes share it. */
    private static final class Shared implements IdempotencyStore {

        final List<String> calls = new ArrayList<>();
        final Set<WorkId> done = new HashSet<>();
        final Map<WorkId, Lease> leases = new HashMap<>();
        int failing;
        boolean failingAfterwards;

        @Override
        public synchronized Answer claim(Collection<WorkId> works, Lease lease) {
            call("claim", works);
            Set<WorkId> already = works.stream().filter(done::contains).collect(Collectors.toSet());
            Map<WorkId, Instant> held = new HashMap<>();
            for (WorkId work : works) {
                Lease known = leases.get(work);
                if (known != null && !known.owner().equals(lease.owner())) {
                    held.put(work, known.end());
                } else if (!already.contains(work)) {
                    leases.put(work, lease);
                }
            }
            if (failingAfterwards) {
                throw new IllegalStateException("the answer is lost");
            }
            return new Answer(already, held);
        }

        @Override
        public synchronized void complete(Collection<WorkId> works, Lease lease) {
            call("complete", works);
            done.addAll(works);
            leases.keySet().removeAll(works);
        }

        @Override
        public synchronized void release(Collection<WorkId> works, Lease lease) {
            call("release", works);
            works.forEach(work -> leases.remove(work, lease));
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
        holdUntil("102", START.plusSeconds(3));

        assertThatResult(process(1, probe.many("m")).dispatch(batch("101@a", "102@b", "103@c"), Deadline.NONE))
                .isComplete();

        assertThat(probe.calls()).containsExactly("m 101", "m 102 103");
    }

    @Test
    void waitsForWhatAnotherDeliveryHasInHand() {
        holdUntil("101", START.plusSeconds(3));

        BatchResult result = process(1, probe.single("s")).dispatch(batch("101@a"), Deadline.NONE);

        assertThatResult(result).isComplete();
        assertThat(probe.calls()).containsExactly("s 101");
        assertThat(now).isAfter(START.plusSeconds(2)).isBefore(START.plusSeconds(6));
    }

    @Test
    void stopsWhenThereIsNoTimeToWait() {
        holdUntil("101", START.plusSeconds(60));

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

    private void holdUntil(String number, Instant end) {
        WorkId work = new WorkId(Records.TABLE, "r", "h1", number, number);
        store.leases.put(work, new Lease("another", end));
    }

    private RecordHandler failingNext(int times) {
        return change -> store.failing = times;
    }

    private Dispatcher process(int concurrency, Handler... handlers) {
        return process(OnFailure.STOP, concurrency, handlers);
    }

    private Dispatcher process(OnFailure onFailure, int concurrency, Handler... handlers) {
        Route<List<Step>> route = Routes.route("r", "*", handlers);
        FailurePolicy policy = new FailurePolicy(RetryPolicy.NONE, onFailure, Remember.IN_STORE);
        List<Step> steps = route.target().stream()
                .map(step -> new Step(step.route(), step.name(), step.handler(), policy))
                .toList();
        Time time = new Time(clock, this::sleep);
        return new Dispatcher(
                Records.TABLE,
                new RouteTable<>(new KeySchema("id", null), List.of(route.to(steps))),
                new TablePolicy(Unmatched.IGNORE, onFailure, concurrency),
                new Stores(Stores.NONE.deadLetters(), store),
                time);
    }

    private void sleep(Duration wait) {
        now = now.plus(wait);
        store.leases.values().removeIf(lease -> lease.end().isBefore(now));
    }
}
