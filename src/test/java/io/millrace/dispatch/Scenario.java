package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.EventName;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.RecordHandler;
import io.millrace.routing.KeyPattern;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import io.millrace.testkit.Routes;
import io.millrace.time.Deadline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A batch, routes, and what fails.
 *
 * @param batch what each record is about
 * @param routes of the table
 * @param faults which records fail in which steps, and how
 */
record Scenario(List<Entry> batch, List<Plan> routes, Set<Fault> faults) {

    private static final int FIRST_NUMBER = 95; // so that numbers of two and of three digits meet

    /** A record: its item, one letter, and what happened to it. */
    record Entry(String item, EventName event) {}

    /** A route for some items, or all, and some events: for each of its steps, whether it is for many records. */
    record Plan(Set<String> items, Set<EventName> events, List<Boolean> many) {

        boolean matches(Entry entry) {
            return (items.isEmpty() || items.contains(entry.item())) && events.contains(entry.event());
        }
    }

    /** A failure of a record in a step; a handler for many reports it, or throws, which fails the whole call. */
    record Fault(int record, String step, boolean thrown) {}

    /** A record that came to a step. */
    record Visit(int record, String step) {}

    /** One call of a handler: the visits, and those of them that failed. */
    record Call(List<Visit> visits, Set<Visit> failed) {}

    /** What came of it. */
    record Outcome(BatchResult result, List<Call> calls) {}

    Outcome run() {
        return run(1);
    }

    /** With several items side by side; the calls are listed in the order in which they began. */
    Outcome run(int concurrency) {
        return run(concurrency, new Listeners<>(DispatchListener.class, List.of()));
    }

    Outcome run(int concurrency, Listeners<DispatchListener> listeners) {
        List<Call> calls = Collections.synchronizedList(new ArrayList<>());
        List<Route<List<Step>>> table = IntStream.range(0, routes.size())
                .mapToObj(index -> route(index, calls))
                .toList();
        BatchResult result = Routes.dispatcher(RouteTable.Unmatched.IGNORE, table, concurrency)
                .telling(listeners)
                .dispatch(records(), Deadline.NONE);
        return new Outcome(result, List.copyOf(calls));
    }

    private List<DynamodbStreamRecord> records() {
        return IntStream.range(0, batch.size())
                .mapToObj(index -> Records.record(batch.get(index).event().name())
                        .sequenceNumber(number(index))
                        .key("id", Attributes.s(batch.get(index).item()))
                        .build())
                .toList();
    }

    static String number(int record) {
        return String.valueOf(FIRST_NUMBER + record);
    }

    static int record(SequenceNumber number) {
        return Integer.parseInt(number.text()) - FIRST_NUMBER;
    }

    private Route<List<Step>> route(int index, List<Call> calls) {
        List<Step> steps = new ArrayList<>();
        for (String name : stepNames(index)) {
            boolean many = routes.get(index).many().get(steps.size());
            steps.add(
                    new Step("r" + index, name, many ? many(name, calls) : single(name, calls), FailurePolicy.DEFAULT));
        }
        List<KeyPattern> keys =
                routes.get(index).items().stream().map(KeyPattern::parse).toList();
        return new Route<>("r" + index, routes.get(index).events(), keys, List.of(), steps);
    }

    private List<String> stepNames(int route) {
        return IntStream.range(0, routes.get(route).many().size())
                .mapToObj(step -> "r" + route + "h" + step)
                .toList();
    }

    private RecordHandler single(String step, List<Call> calls) {
        return change -> {
            Visit visit = new Visit(record(change.sequenceNumber()), step);
            boolean fails = fails(visit, true) || fails(visit, false);
            calls.add(new Call(List.of(visit), fails ? Set.of(visit) : Set.of()));
            Thread.yield(); // lets others get between the beginning and the end
            if (fails) {
                throw new IllegalStateException("by the scenario");
            }
        };
    }

    private BatchHandler many(String step, List<Call> calls) {
        return changes -> {
            List<Visit> visits = changes.stream()
                    .map(change -> new Visit(record(change.sequenceNumber()), step))
                    .toList();
            if (visits.stream().anyMatch(visit -> fails(visit, true))) {
                calls.add(new Call(visits, Set.copyOf(visits)));
                throw new IllegalStateException("by the scenario, for all");
            }
            Set<Visit> failed = Set.copyOf(
                    visits.stream().filter(visit -> fails(visit, false)).toList());
            calls.add(new Call(visits, failed));
            return report(failed);
        };
    }

    private static Map<SequenceNumber, Throwable> report(Set<Visit> failed) {
        Map<SequenceNumber, Throwable> report = new LinkedHashMap<>();
        failed.forEach(visit ->
                report.put(new SequenceNumber(number(visit.record())), new IllegalStateException("by the scenario")));
        return report;
    }

    private boolean fails(Visit visit, boolean thrown) {
        return faults.contains(new Fault(visit.record(), visit.step(), thrown));
    }

    /** All that this record has to go through, in order. */
    List<Visit> expected(int record) {
        return IntStream.range(0, routes.size())
                .filter(route -> routes.get(route).matches(batch.get(record)))
                .boxed()
                .flatMap(route -> stepNames(route).stream())
                .map(step -> new Visit(record, step))
                .toList();
    }

    /** All that this item has to go through: its records in order, each with its steps in order. */
    List<Visit> expected(String item) {
        return IntStream.range(0, batch.size())
                .filter(record -> batch.get(record).item().equals(item))
                .boxed()
                .flatMap(record -> expected(record).stream())
                .toList();
    }
}
