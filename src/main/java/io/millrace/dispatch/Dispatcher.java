package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import java.util.List;

/**
 * Runs the handlers of one table. Records of one item are handled in order, each by all routes that match it, in the
 * order of the routes; a failure stops the batch there, unless a policy says otherwise.
 */
public final class Dispatcher {

    private final String table;
    private final RouteTable<List<Step>> routes;
    private final Unmatched unmatched;
    private final Singles singles;
    private final Time time;
    private final CompletedWork completed;

    /**
     * @param table the table's name
     * @param unmatched what becomes of a change that no route wants
     * @param concurrency how many items are worked on side by side, from 1
     */
    public Dispatcher(String table, RouteTable<List<Step>> routes, Unmatched unmatched, int concurrency, Time time) {
        this.table = table;
        this.routes = routes;
        this.unmatched = unmatched;
        this.singles = concurrency == 1 ? Singles.IN_TURN : new Lanes(Workers.of(concurrency), concurrency);
        this.time = time;
        this.completed = new CompletedWork(time.clock());
    }

    /** The table's routes, in their order. */
    public List<Route<List<Step>>> routes() {
        return routes.routes();
    }

    /**
     * Handles a batch. Records before the first failure are done when this returns. Nothing behind it was started after
     * it; what other items had in hand was brought to its end.
     *
     * @param batch records of this table, in the order of the stream
     * @param deadline when it nears, nothing more is started
     * @throws io.millrace.change.MalformedRecordException if a record has no sequence number, or one that is no number, so
     *     that nothing can be reported about it; then none is handled
     */
    public BatchResult dispatch(List<DynamodbStreamRecord> batch, Deadline deadline) {
        Progress progress = new Progress(table, batch);
        List<Work> works = new Matching(table, routes, unmatched).of(batch, progress);
        Attempts attempts = new Attempts(time.sleeper(), completed, deadline, progress);
        new Run(works, progress, deadline, attempts).run(singles);
        completed.note(works, progress.limit());
        return progress.result(works);
    }
}
