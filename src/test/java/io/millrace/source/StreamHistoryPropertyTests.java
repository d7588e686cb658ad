package io.millrace.source;

import io.millrace.mapping.Mappings;
import io.millrace.testkit.streams.Fault;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens to streams, shards, answers and processes. */
class StreamHistoryPropertyTests {

    private static final List<String> OPERATIONS =
            List.of("ListStreams", "DescribeStream", "GetShardIterator", "GetRecords");
    private static final List<String> NUMBERS =
            List.of("100000000000000000000", "999999999999999999000", "999999999999999999999999999999999990000");

    private enum Event {
        WRITE,
        ROLL_OVER,
        SPLIT,
        ENABLE_AGAIN,
        MINUTES_PASS,
        HOURS_PASS,
        FAULT,
        EMPTY_PAGE,
        LACK_OF_A_SHARD,
        HANDLER_FAILS,
        CHECKPOINT_FAILS,
        RESTART,
        KILL
    }

    /** @param choice which shard, item or fault */
    record Step(Event event, int choice) {

        void take(StreamHistory history) {
            switch (event) {
                case WRITE -> write(history);
                case ROLL_OVER -> history.rollOver(choice);
                case SPLIT -> history.split(choice);
                case ENABLE_AGAIN -> history.enableAgain();
                case MINUTES_PASS -> history.pass(Duration.ofMinutes(20));
                case HOURS_PASS -> history.pass(Duration.ofHours(13));
                case FAULT -> history.fail(OPERATIONS.get(choice % 4), fault());
                case EMPTY_PAGE -> history.fail("GetRecords", Fault.emptyPage());
                case LACK_OF_A_SHARD -> history.lackNewestShard();
                case HANDLER_FAILS -> history.failHandler(1 + choice % 3);
                case CHECKPOINT_FAILS -> history.failCheckpoints(1 + choice % 3);
                case RESTART -> history.restart();
                case KILL -> history.kill();
            }
        }

        private void write(StreamHistory history) {
            for (int i = 0; i <= choice % 6; i++) {
                history.write("item" + (choice + i * 7) % 5);
            }
        }

        private Fault fault() {
            List<Fault> faults = List.of(
                    Fault.limitExceeded(),
                    Fault.throughputExceeded(),
                    Fault.internalError(),
                    Fault.expiredIterator(),
                    Fault.cut(),
                    Fault.hungUp(),
                    Fault.garbage("{}"),
                    Fault.garbage("<html>"));
            return faults.get(choice / 4 % faults.size());
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void handlesWhatWasNotTrimmedInTheOrderOfEachItemAndNothingAgainAfterTheEnd(
            @ForAll("steps") List<Step> steps,
            @ForAll("mappings") Mappings mappings,
            @ForAll("numbers") String number,
            @ForAll @IntRange(min = 1, max = 6) int threads) {
        try (StreamHistory history = new StreamHistory(mappings, threads, 1 + steps.size() % 3, number)) {
            steps.forEach(step -> step.take(history));
            history.awaitEnd();
            history.assertOrder();
            history.assertNothingComesAgain();
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Event> events = Arbitraries.frequency(
                Tuple.of(12, Event.WRITE),
                Tuple.of(3, Event.ROLL_OVER),
                Tuple.of(2, Event.SPLIT),
                Tuple.of(1, Event.ENABLE_AGAIN),
                Tuple.of(2, Event.MINUTES_PASS),
                Tuple.of(1, Event.HOURS_PASS),
                Tuple.of(4, Event.FAULT),
                Tuple.of(2, Event.EMPTY_PAGE),
                Tuple.of(1, Event.LACK_OF_A_SHARD),
                Tuple.of(1, Event.HANDLER_FAILS),
                Tuple.of(1, Event.CHECKPOINT_FAILS),
                Tuple.of(1, Event.RESTART),
                Tuple.of(1, Event.KILL));
        return Combinators.combine(events, Arbitraries.integers().between(0, 999))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<Mappings> mappings() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(true, false))
                .as((size, factor, bisects) ->
                        Mappings.usual().batchSize(size).factor(factor).bisecting(bisects));
    }

    @Provide
    Arbitrary<String> numbers() {
        return Arbitraries.of(NUMBERS);
    }
}
