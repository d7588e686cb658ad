package io.millrace.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.millrace.change.SequenceNumber;
import io.millrace.dispatch.Scenario.Call;
import io.millrace.dispatch.Scenario.Entry;
import io.millrace.dispatch.Scenario.Outcome;
import io.millrace.dispatch.Scenario.Visit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/** What holds however many items are worked on side by side, whatever fails and whoever is faster. */
@Domain(Scenarios.class)
@Domain(DomainContext.Global.class)
class ConcurrencyPropertyTests {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Dispatcher.class);

    @BeforeContainer
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterContainer
    static void speak() {
        LOG.setLevel(null);
    }

    @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
    void keepsWhatASingleWorkerKeeps(@ForAll Scenario scenario, @ForAll @IntRange(min = 1, max = 64) int workers) {
        Outcome outcome = scenario.run(workers);

        keepsTheOrderOfEachItem(scenario, outcome);
        finishesWhatIsBeforeTheFirstFailure(scenario, outcome);
        stopsAtTheLowestThatIsNotDone(scenario, outcome);
    }

    /** In order, without a gap, nothing twice, and nothing after a record of the item that failed. */
    private static void keepsTheOrderOfEachItem(Scenario scenario, Outcome outcome) {
        for (String item : scenario.batch().stream().map(Entry::item).distinct().toList()) {
            List<Visit> seen = visits(outcome).stream()
                    .filter(visit -> scenario.batch().get(visit.record()).item().equals(item))
                    .toList();
            List<Visit> expected = scenario.expected(item);
            assertThat(seen).isEqualTo(expected.subList(0, Math.min(seen.size(), expected.size())));
        }
    }

    private static void finishesWhatIsBeforeTheFirstFailure(Scenario scenario, Outcome outcome) {
        int failed = failed(outcome).stream()
                .mapToInt(Visit::record)
                .min()
                .orElse(scenario.batch().size());
        assertThat(succeeded(outcome))
                .containsAll(IntStream.range(0, failed)
                        .boxed()
                        .flatMap(record -> scenario.expected((int) record).stream())
                        .toList());
    }

    private static void stopsAtTheLowestThatIsNotDone(Scenario scenario, Outcome outcome) {
        Set<Visit> succeeded = succeeded(outcome);
        Optional<SequenceNumber> undone = IntStream.range(0, scenario.batch().size())
                .filter(record -> !succeeded.containsAll(scenario.expected(record)))
                .mapToObj(record -> new SequenceNumber(Scenario.number(record)))
                .findFirst();
        assertThat(outcome.result().stoppedAt()).isEqualTo(undone);
    }

    private static List<Visit> visits(Outcome outcome) {
        return outcome.calls().stream().flatMap(call -> call.visits().stream()).toList();
    }

    private static Set<Visit> failed(Outcome outcome) {
        Set<Visit> failed = new HashSet<>();
        outcome.calls().stream().map(Call::failed).forEach(failed::addAll);
        return failed;
    }

    private static Set<Visit> succeeded(Outcome outcome) {
        Set<Visit> succeeded = new HashSet<>(visits(outcome));
        succeeded.removeAll(failed(outcome));
        return succeeded;
    }
}
