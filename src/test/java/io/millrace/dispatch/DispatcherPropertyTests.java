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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/** What holds for every batch, whatever its routes, and whatever fails. */
@Domain(Scenarios.class)
class DispatcherPropertyTests {

    private static final int TRIES = 1000;
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Dispatcher.class);

    /** Thousands of failures are what is wanted here. */
    @BeforeContainer
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterContainer
    static void speak() {
        LOG.setLevel(null);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void takesEachItemThroughItsRecordsAndTheirStepsInOrder(@ForAll Scenario scenario) {
        List<Visit> visits = visits(scenario.run().calls());

        for (String item : items(scenario)) {
            List<Visit> seen = visits.stream()
                    .filter(visit -> scenario.batch().get(visit.record()).item().equals(item))
                    .toList();
            List<Visit> expected = scenario.expected(item);
            assertThat(seen.size()).isLessThanOrEqualTo(expected.size());
            assertThat(seen).isEqualTo(expected.subList(0, seen.size()));
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void runsNoStepOfARecordTwice(@ForAll Scenario scenario) {
        assertThat(visits(scenario.run().calls())).doesNotHaveDuplicates();
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void startsNothingAtOrBehindARecordThatFailed(@ForAll Scenario scenario) {
        int limit = scenario.batch().size();
        for (Call call : scenario.run().calls()) {
            int stopped = limit;
            assertThat(call.visits()).allMatch(visit -> visit.record() < stopped);
            limit = Math.min(limit, lowest(call.failed()).orElse(limit));
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void finishesEveryRecordBeforeTheFirstThatFailed(@ForAll Scenario scenario) {
        Outcome outcome = scenario.run();
        int failed = lowest(failed(outcome)).orElse(scenario.batch().size());

        assertThat(succeeded(outcome)).containsAll(expected(scenario, IntStream.range(0, failed)));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void stopsAtTheLowestRecordThatIsNotDone(@ForAll Scenario scenario) {
        Outcome outcome = scenario.run();
        Set<Visit> succeeded = succeeded(outcome);
        Optional<SequenceNumber> undone = IntStream.range(0, scenario.batch().size())
                .filter(record -> !succeeded.containsAll(scenario.expected(record)))
                .mapToObj(record -> new SequenceNumber(Scenario.number(record)))
                .findFirst();

        assertThat(outcome.result().stoppedAt()).isEqualTo(undone);
        assertThat(outcome.result().complete()).isEqualTo(failed(outcome).isEmpty());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void reportsWhatWasDoneAndWhatFailed(@ForAll Scenario scenario) {
        Outcome outcome = scenario.run();
        int done = outcome.result().handled().values().stream()
                .flatMap(steps -> steps.values().stream())
                .mapToInt(Integer::intValue)
                .sum();

        assertThat(done).isLessThanOrEqualTo(succeeded(outcome).size());
        if (failed(outcome).isEmpty()) {
            assertThat(done).isEqualTo(succeeded(outcome).size());
        }
        assertThat(outcome.result().failures())
                .allMatch(failure -> failed(outcome).contains(visit(failure)))
                .hasSameSizeAs(outcome.result().failures().stream()
                        .map(DispatcherPropertyTests::visit)
                        .distinct()
                        .toList());
    }

    private static Set<String> items(Scenario scenario) {
        return scenario.batch().stream().map(Entry::item).collect(Collectors.toSet());
    }

    private static Visit visit(Failure failure) {
        return new Visit(Scenario.record(failure.sequenceNumber()), failure.handler());
    }

    private static List<Visit> visits(List<Call> calls) {
        return calls.stream().flatMap(call -> call.visits().stream()).toList();
    }

    private static Set<Visit> failed(Outcome outcome) {
        Set<Visit> failed = new HashSet<>();
        outcome.calls().forEach(call -> failed.addAll(call.failed()));
        return failed;
    }

    private static Set<Visit> succeeded(Outcome outcome) {
        Set<Visit> succeeded = new HashSet<>(visits(outcome.calls()));
        succeeded.removeAll(failed(outcome));
        return succeeded;
    }

    private static Optional<Integer> lowest(Set<Visit> failed) {
        return failed.stream().map(Visit::record).min(Integer::compare);
    }

    private static List<Visit> expected(Scenario scenario, IntStream records) {
        return records.boxed()
                .flatMap(record -> scenario.expected((int) record).stream())
                .toList();
    }
}
