package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.RecordHandler;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the steps of each record of a batch. */
final class Matching {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final String table;
    private final RouteTable<List<Step>> routes;
    private final RouteTable.Unmatched unmatched;
    private final Step flawed;

    Matching(String table, RouteTable<List<Step>> routes, Dispatcher.Policy policy) {
        this.table = table;
        this.routes = routes;
        this.unmatched = policy.unmatched();
        this.flawed = new Step(
                "",
                "",
                (RecordHandler) change -> {},
                new FailurePolicy(FailurePolicy.Retry.NONE, policy.onFailure(), FailurePolicy.Remember.IN_PROCESS));
    }

    List<Work> of(List<DynamodbStreamRecord> batch) {
        List<Work> works = new ArrayList<>(batch.size());
        Repeats repeats = Repeats.of(batch);
        for (DynamodbStreamRecord record : batch) {
            works.add(repeats.work(works.size(), record, this::work));
        }
        return works;
    }

    private Work work(int index, DynamodbStreamRecord record) {
        Change<Item> change = null;
        try {
            change = Change.of(record, table);
            return work(index, change);
        } catch (Throwable e) {
            Broken.throwIfUnusable(e);
            return Work.flawed(index, record, change, e, flawed);
        }
    }

    private Work work(int index, Change<Item> change) {
        List<Step> steps = steps(change, routes.match(change));
        if (steps.isEmpty()) {
            noRoute(change);
        }
        return new Work(index, change, steps);
    }

    private static List<Step> steps(Change<Item> change, List<Route<List<Step>>> candidates) {
        if (candidates.size() == 1) {
            return steps(change, candidates.get(0));
        }
        List<Step> steps = new ArrayList<>();
        candidates.forEach(route -> steps.addAll(steps(change, route)));
        return steps;
    }

    private static List<Step> steps(Change<Item> change, Route<List<Step>> route) {
        try {
            return route.wants(change) ? route.target() : List.of();
        } catch (Throwable e) {
            Broken.throwIfUnusable(e);
            return List.of(failing(route, e));
        }
    }

    /** In place of the route's handlers, when its conditions can't be evaluated. */
    private static Step failing(Route<List<Step>> route, Throwable cause) {
        FailurePolicy policy = route.target().get(0).policy();
        return new Step(
                route.name(),
                "",
                (RecordHandler) change -> {
                    throw new UndecidedException(cause);
                },
                new FailurePolicy(FailurePolicy.Retry.NONE, policy.onFailure(), FailurePolicy.Remember.IN_PROCESS));
    }

    private void noRoute(Change<Item> change) {
        switch (unmatched) {
            case IGNORE -> {}
            case LOG -> log.info("{} matches no route", change);
            case FAIL -> throw new UnmatchedRecordException(change.toString());
        }
    }
}
