package io.millrace.dispatch;

import io.millrace.change.EventName;
import io.millrace.dispatch.Scenario.Entry;
import io.millrace.dispatch.Scenario.Fault;
import io.millrace.dispatch.Scenario.Plan;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Random batches of few items, with random routes and failures. */
final class Scenarios extends DomainContextBase {

    @Provide
    Arbitrary<Scenario> scenarios() {
        Arbitrary<String> item = Arbitraries.of("a", "b", "c");
        Arbitrary<EventName> event = Arbitraries.of(EventName.class);
        Arbitrary<Entry> entry = Combinators.combine(item, event).as(Entry::new);
        Arbitrary<Plan> route = Combinators.combine(
                        item.set().ofMaxSize(2),
                        event.set().ofMinSize(1),
                        Arbitraries.of(true, false).list().ofMinSize(1).ofMaxSize(3))
                .as(Plan::new);
        return Combinators.combine(entry.list().ofMaxSize(12), route.list().ofMaxSize(3), faults())
                .as(Scenario::new);
    }

    private static Arbitrary<Set<Fault>> faults() {
        Arbitrary<String> step = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2))
                .as("r%dh%d"::formatted);
        return Combinators.combine(Arbitraries.integers().between(0, 11), step, Arbitraries.of(true, false))
                .as(Fault::new)
                .set()
                .ofMaxSize(5);
    }
}
