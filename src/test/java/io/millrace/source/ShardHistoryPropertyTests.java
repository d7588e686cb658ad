package io.millrace.source;

import io.millrace.mapping.Mappings;
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

/** Whatever shards are fed, whoever owns them, and whatever fails, in a pool of any size. */
class ShardHistoryPropertyTests {

    private enum Event {
        FEED,
        DRAIN,
        ABANDON,
        HANDLER_FAILS,
        SAVE_FAILS
    }

    /** @param choice which shard, or how many */
    record Step(Event event, int choice) {

        void take(ShardHistory history) {
            switch (event) {
                case FEED -> history.feed(choice, 1 + choice % 17);
                case DRAIN -> history.drain(choice);
                case ABANDON -> history.abandon(choice);
                case HANDLER_FAILS -> history.fail(1 + choice % 3);
                case SAVE_FAILS -> history.failSaves(1 + choice % 3);
            }
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void handlesAllRecordsInTheOrderOfEachItemAndSavesNothingForAnOwnerThatHasLeft(
            @ForAll("steps") List<Step> steps,
            @ForAll("mappings") Mappings mappings,
            @ForAll @IntRange(min = 1, max = 5) int threads,
            @ForAll @IntRange(min = 1, max = 7) int shards) {
        try (ShardHistory history = new ShardHistory(mappings, threads, shards)) {
            steps.forEach(step -> step.take(history));
            history.awaitEnd();
            history.assertOrder();
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Event> events = Arbitraries.frequency(
                Tuple.of(20, Event.FEED),
                Tuple.of(1, Event.DRAIN),
                Tuple.of(1, Event.ABANDON),
                Tuple.of(1, Event.HANDLER_FAILS),
                Tuple.of(1, Event.SAVE_FAILS));
        return Combinators.combine(events, Arbitraries.integers().between(0, 999))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(80);
    }

    @Provide
    Arbitrary<Mappings> mappings() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(true, false))
                .as((size, factor, bisects) ->
                        Mappings.usual().batchSize(size).factor(factor).bisecting(bisects));
    }
}
