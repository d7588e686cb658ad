package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what each record of a batch has to go through. */
final class Matching {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final Step NO_STEP = new Step("", "", (RecordHandler) change -> {}, FailurePolicy.DEFAULT);

    private final String table;
    private final RouteTable<List<Step>> routes;
    private final Unmatched unmatched;

    Matching(String table, RouteTable<List<Step>> routes, Unmatched unmatched) {
        this.table = table;
        this.routes = routes;
        this.unmatched = unmatched;
    }

    /** The works of a batch, up to a record that can't be matched; that one becomes a failure. */
    List<Work> of(List<DynamodbStreamRecord> batch, Progress progress) {
        List<Work> works = new ArrayList<>(batch.size());
        for (int index = 0; index < batch.size(); index++) {
            try {
                works.add(work(index, Change.of(batch.get(index), table)));
            } catch (RuntimeException e) {
                progress.failed(index, NO_STEP, 1, e);
                return works;
            }
        }
        return works;
    }

    private Work work(int index, Change<Item> change) {
        List<Route<List<Step>>> matching = routes.match(change);
        if (matching.isEmpty()) {
            noRoute(change);
        }
        if (matching.size() == 1) {
            return new Work(index, change, matching.get(0).target());
        }
        return new Work(
                index,
                change,
                matching.stream().flatMap(route -> route.target().stream()).toList());
    }

    private void noRoute(Change<Item> change) {
        switch (unmatched) {
            case IGNORE -> {}
            case LOG -> log.info("{} matches no route", change);
            case FAIL -> throw new UnmatchedRecordException(change.toString());
        }
    }
}
