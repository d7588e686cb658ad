package io.millrace.handler.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.kit.Batching.Limits;
import io.millrace.handler.kit.Batching.Refusal;
import io.millrace.handler.kit.Batching.Sink;
import io.millrace.testkit.Records;
import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a delivery waits for a server, whatever is in it. */
class BatchingPatienceTests {

    private static final Limits LIMITS = new Limits(1, 100, 5);

    private final List<Duration> waits = new ArrayList<>();
    private final List<Integer> calls = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    /** What the server does with a call, of which there were so many before. */
    private interface Behaviour {

        Map<Integer, Refusal> answer(int call) throws Exception;
    }

    @Test
    void triesEachOnceWhereTheServerRefusesOnAndOn() throws Exception {
        Refusal busy = new Refusal(new IllegalStateException("too fast"), true);

        assertThat(handle(1000, call -> Map.of(0, busy))).hasSize(1000);

        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus)).isBetween(seconds(15), seconds(22));
        assertThat(calls.stream().distinct()).hasSize(1000);
    }

    @Test
    void waitsNoLongerThanTheTimeOfItsBatch() throws Exception {
        Refusal busy = new Refusal(new IllegalStateException("too fast"), true);
        Deadline deadline = Deadline.at(now.plus(seconds(3)), () -> now);

        assertThat(deadline.within(() -> handle(1000, call -> Map.of(0, busy)))).hasSize(1000);

        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus)).isBetween(seconds(2), seconds(3));
        assertThat(calls.stream().distinct()).hasSize(1000);
    }

    @Test
    void waitsOnceForAServerThatHangs() throws Exception {
        Map<SequenceNumber, Throwable> failures = handle(1000, call -> {
            now = now.plus(seconds(20));
            throw new IOException("timed out");
        });

        assertThat(failures).hasSize(1000);
        assertThat(calls).hasSize(1);
    }

    @Test
    void givesUpWhereTheServerIsGone() throws Exception {
        assertThat(handle(1000, call -> {
                    throw new IOException("refused");
                }))
                .hasSize(1000);

        assertThat(calls).hasSize(LIMITS.tries());
    }

    @Test
    @Timeout(60)
    void givesUpEachOfManyInTimeThatGrowsWithTheirNumber() throws Exception {
        Refusal wrong = new Refusal(new IllegalStateException("wrong"), false);

        assertThat(handle(100_000, call -> Map.of(0, wrong))).hasSize(100_000);
    }

    @Test
    @Timeout(60)
    void looksAtNoMoreForACallThanMayGoIntoIt() throws Exception {
        assertThat(handle(new Limits(10, 1, 5), 100_000, call -> Map.of())).isEmpty();

        assertThat(calls).hasSize(100_000);
    }

    /** That a first entry has used up its tries says nothing of those behind it. */
    @Test
    void goesOnAfterASingleCallWithoutAnAnswer() throws Exception {
        Refusal busy = new Refusal(new IllegalStateException("too fast"), true);

        Map<SequenceNumber, Throwable> failures = handle(10, call -> {
            if (call == 4) {
                throw new IOException("reset");
            }
            return call < 4 ? Map.of(0, busy) : Map.of();
        });

        assertThat(failures).containsOnlyKeys(new SequenceNumber("100"));
    }

    @Test
    void asksNoFurtherOneByOneWhereTheServerFallsSilent() throws Exception {
        Map<SequenceNumber, Throwable> failures = handle(new Limits(500, 1000, 5), 400, call -> {
            if (call == 0) {
                throw new IllegalArgumentException("one of them is wrong");
            }
            now = now.plus(seconds(20));
            throw new IOException("timed out");
        });

        assertThat(failures).hasSize(400);
        assertThat(waits).isEmpty();
    }

    private Map<SequenceNumber, Throwable> handle(int changes, Behaviour behaviour) throws Exception {
        return handle(LIMITS, changes, behaviour);
    }

    private Map<SequenceNumber, Throwable> handle(Limits limits, int changes, Behaviour behaviour) throws Exception {
        Batching<Integer> batching = new Batching<>(limits, sink(behaviour), new Time(() -> now, waits::add));
        return batching.handle(IntStream.range(0, changes)
                .mapToObj(i ->
                        Change.of(Records.batch("%d@%d".formatted(100 + i, i)).get(0), Records.TABLE))
                .toList());
    }

    private Sink<Integer> sink(Behaviour behaviour) {
        return new Sink<>() {

            private int made;

            @Override
            public Integer entry(Change<Item> change) {
                return Integer.parseInt(change.sequenceNumber().text());
            }

            @Override
            public int bytes(Integer entry) {
                return 1;
            }

            @Override
            public Map<Integer, Refusal> send(List<Integer> entries) throws Exception {
                calls.add(entries.get(0));
                return behaviour.answer(made++);
            }

            @Override
            public Optional<Throwable> refusal(Exception failure) {
                return Optional.<Throwable>of(failure).filter(IllegalArgumentException.class::isInstance);
            }
        };
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
