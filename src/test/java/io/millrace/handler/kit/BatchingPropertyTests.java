package io.millrace.handler.kit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.dispatch.BatchResult;
import io.millrace.dispatch.Dispatcher;
import io.millrace.dispatch.FailurePolicy;
import io.millrace.dispatch.Step;
import io.millrace.dispatch.Stores;
import io.millrace.handler.HeldBackException;
import io.millrace.handler.kit.Batching.Limits;
import io.millrace.handler.kit.Batching.Refusal;
import io.millrace.handler.kit.Batching.Sink;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.testkit.Records;
import io.millrace.testkit.Routes;
import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/** What holds for every sink, whatever its server refuses. */
class BatchingPropertyTests {

    private static final int POISON = 1_000;
    private static final int SPOILS = 2_000;
    private static final int TRIES = 4;
    private static final int BYTES = 100;
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Dispatcher.class);

    @BeforeContainer
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterContainer
    static void speak() {
        LOG.setLevel(null);
    }

    /**
     * Records and how their server takes them.
     *
     * @param items which item each record is about
     * @param refusals how often each is refused, {@link #POISON} for good; {@link #SPOILS} spoils each call that it is in
     * @param sizes how many bytes each has
     * @param brokenCalls how many of the first calls fail as a whole
     * @param most entries in a call
     */
    record Script(List<String> items, List<Integer> refusals, List<Integer> sizes, int brokenCalls, int most) {

        List<String> records() {
            return IntStream.range(0, items.size())
                    .mapToObj(index -> (100 + index) + "@" + items.get(index))
                    .toList();
        }
    }

    /** A server that does what the script says, and keeps what it took. */
    private static final class Server implements Sink<Integer> {

        private final Script script;
        private final List<Integer> taken = new ArrayList<>();
        private final Map<Integer, Integer> refused = new HashMap<>();
        private final List<Duration> waits = new ArrayList<>();
        private int calls;

        Server(Script script) {
            this.script = script;
        }

        @Override
        public Integer entry(Change<Item> change) {
            return Integer.parseInt(change.sequenceNumber().text()) - 100;
        }

        @Override
        public int bytes(Integer entry) {
            return script.sizes().get(entry);
        }

        /** A call with an entry that spoils it. */
        private static final class SpoiltException extends RuntimeException {}

        @Override
        public Optional<Throwable> refusal(Exception failure) {
            return Optional.<Throwable>of(failure).filter(SpoiltException.class::isInstance);
        }

        @Override
        public Map<Integer, Refusal> send(List<Integer> entries) {
            assertThat(entries).isNotEmpty().hasSizeLessThanOrEqualTo(script.most());
            assertThat(entries.stream().map(script.items()::get)).doesNotHaveDuplicates();
            assertThat(entries.stream().mapToInt(script.sizes()::get).sum()).isLessThanOrEqualTo(BYTES);
            if (++calls <= script.brokenCalls()) {
                throw new IllegalStateException("the connection broke");
            }
            if (entries.stream().anyMatch(entry -> script.refusals().get(entry) == SPOILS)) {
                throw new SpoiltException();
            }
            Map<Integer, Refusal> refusals = new LinkedHashMap<>();
            for (int place = 0; place < entries.size(); place++) {
                Integer entry = entries.get(place);
                int times = script.refusals().get(entry);
                if (refused.merge(entry, 1, Integer::sum) <= times) {
                    refusals.put(place, new Refusal(new IllegalStateException("refused"), times < POISON));
                } else {
                    taken.add(entry);
                }
            }
            return refusals;
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void sendsEachOnceInTheOrderOfItsItemOrSaysWhyNot(@ForAll("scripts") Script script) throws Exception {
        Server server = new Server(script);
        List<Change<Item>> changes = Records.batch(script.records().toArray(String[]::new)).stream()
                .map(record -> Change.of(record, Records.TABLE))
                .toList();

        Map<SequenceNumber, Throwable> failures = batching(script, server).handle(changes);

        assertThat(server.taken).doesNotHaveDuplicates();
        assertThat(server.taken.size() + failures.size())
                .isEqualTo(script.items().size());
        assertOrder(script, server);
        assertBackoff(server);
        Set<String> failed = new HashSet<>();
        for (int i = 0; i < script.items().size(); i++) {
            Throwable failure = failures.get(new SequenceNumber("" + (100 + i)));
            boolean behind = failed.contains(script.items().get(i));
            assertThat(failure != null || !behind).isTrue();
            assertThat(failure instanceof HeldBackException && !behind).isFalse();
            if (failure != null) {
                failed.add(script.items().get(i));
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void losesNothingThatIsNotSkippedForItself(@ForAll("scripts") Script script) {
        Server server = new Server(script);
        Step step = new Step(
                "all",
                "sink",
                batching(script, server),
                new FailurePolicy(
                        FailurePolicy.Retry.NONE, FailurePolicy.OnFailure.SKIP, FailurePolicy.Remember.NOWHERE));
        Route<List<Step>> route = new Route<>(
                "all", EnumSet.allOf(io.millrace.change.EventName.class), List.of(), List.of(), List.of(step));
        Dispatcher dispatcher = Routes.dispatcher(
                new Dispatcher.Policy(RouteTable.Unmatched.IGNORE, FailurePolicy.OnFailure.STOP, 1),
                Stores.NONE,
                List.of(route));

        BatchResult result = dispatcher.dispatch(Records.batch(script.records().toArray(String[]::new)), Deadline.NONE);

        assertThat(result.complete()).isTrue();
        assertThat(server.taken).doesNotHaveDuplicates();
        assertThat(server.taken.size() + result.failed().skipped().size())
                .isEqualTo(script.items().size());
        assertOrder(script, server);
        if (script.brokenCalls() < TRIES) {
            assertThat(result.failed().skipped())
                    .extracting(
                            failure -> Integer.parseInt(failure.sequenceNumber().text()) - 100)
                    .allMatch(entry -> script.sizes().get(entry) > BYTES
                            || script.refusals().get(entry) >= TRIES - script.brokenCalls());
        }
    }

    /** Waits begin short, and double where the server refuses on. */
    private static void assertBackoff(Server server) {
        Duration twice = FIRST_WAIT;
        for (Duration wait : server.waits) {
            assertThat(wait).isIn(FIRST_WAIT, twice);
            twice = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private static void assertOrder(Script script, Server server) {
        Map<String, Integer> last = new HashMap<>();
        for (Integer entry : server.taken) {
            Integer before = last.put(script.items().get(entry), entry);
            assertThat(before == null || before < entry).isTrue();
        }
    }

    private static Batching<Integer> batching(Script script, Server server) {
        return new Batching<>(
                new Limits(script.most(), BYTES, TRIES),
                server,
                new Time(InstantSource.fixed(Instant.EPOCH), server.waits::add));
    }

    @Provide
    Arbitrary<Script> scripts() {
        Arbitrary<Integer> refusals = Arbitraries.frequency(
                Tuple.of(12, 0),
                Tuple.of(3, 1),
                Tuple.of(1, 2),
                Tuple.of(1, 3),
                Tuple.of(1, 9),
                Tuple.of(1, POISON),
                Tuple.of(1, SPOILS));
        Arbitrary<Integer> sizes = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.integers().between(0, 20)),
                Tuple.of(4, Arbitraries.integers().between(21, 60)),
                Tuple.of(1, Arbitraries.integers().between(90, 110)));
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d", "e")
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(40),
                        refusals.list().ofSize(40),
                        sizes.list().ofSize(40),
                        Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(2, 1), Tuple.of(1, 3), Tuple.of(1, 5)),
                        Arbitraries.integers().between(1, 10))
                .as(Script::new);
    }
}
