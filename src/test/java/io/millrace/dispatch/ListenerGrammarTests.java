package io.millrace.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.millrace.dispatch.DispatchListener.Call;
import io.millrace.dispatch.DispatchListener.CallFailed;
import io.millrace.dispatch.DispatchListener.Completed;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/** What holds for the events of every batch, whatever its routes, and whatever fails. */
@Domain(Scenarios.class)
@Domain(DomainContext.Global.class)
class ListenerGrammarTests {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Dispatcher.class);

    @BeforeContainer
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterContainer
    static void speak() {
        LOG.setLevel(null);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void endsEachAttemptOnceAndTheBatchLast(@ForAll Scenario scenario, @ForAll @IntRange(min = 1, max = 3) int items) {
        Events events = new Events();
        scenario.run(items, new Listeners<>(DispatchListener.class, List.of(events)));

        List<Record> all = events.all();
        assertThat(all.get(0)).isInstanceOf(DispatchListener.Batch.class);
        assertThat(all.get(all.size() - 1)).isInstanceOf(DispatchListener.BatchEnded.class);
        Set<Call> open = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Record event : all.subList(1, all.size() - 1)) {
            if (event instanceof Call call) {
                assertThat(open.add(call)).isTrue();
            } else if (event instanceof Completed completed) {
                assertThat(open.remove(completed.call())).isTrue();
            } else if (event instanceof CallFailed failed) {
                assertThat(open.remove(failed.call())).isTrue();
                assertThat(failed.call().records()).containsAll(failed.causes().keySet());
            } else {
                assertThat(event).isNotInstanceOfAny(DispatchListener.Batch.class, DispatchListener.BatchEnded.class);
            }
        }
        assertThat(open).isEmpty();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void agreesWithTheResult(@ForAll Scenario scenario, @ForAll @IntRange(min = 1, max = 3) int items) {
        Events events = new Events();
        Scenario.Outcome outcome = scenario.run(items, new Listeners<>(DispatchListener.class, List.of(events)));

        assertThat(events.of(Call.class)).hasSameSizeAs(outcome.calls());
        assertThat(events.of(CallFailed.class)).hasSize((int) outcome.calls().stream()
                .filter(call -> !call.failed().isEmpty())
                .count());
        assertThat(events.of(Events.Stopped.class))
                .extracting(stopped -> stopped.record().failure())
                .containsExactlyInAnyOrderElementsOf(outcome.result().failures());
        assertThat(events.of(DispatchListener.BatchEnded.class))
                .singleElement()
                .satisfies(end -> assertThat(end.result()).isSameAs(outcome.result()))
                .satisfies(end -> assertThat(end.batch().records())
                        .hasSize(outcome.result().records()));
        assertThat(completed(events)).isLessThanOrEqualTo(handled(outcome.result()));
        if (outcome.result().complete()) {
            assertThat(completed(events)).isEqualTo(handled(outcome.result()));
        }
    }

    private static int completed(Events events) {
        return events.of(Completed.class).stream()
                .mapToInt(completed -> completed.call().records().size())
                .sum();
    }

    private static int handled(BatchResult result) {
        return result.handled().values().stream()
                .flatMap(counts -> counts.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }
}
