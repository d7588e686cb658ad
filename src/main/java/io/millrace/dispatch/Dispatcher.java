package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.routing.Route;
import io.millrace.routing.RouteTable;
import java.util.List;

/**
 * Runs the handlers of one table. Records of one item are handled in order, each by all routes that match it, in the
 * order of the routes; a failure stops the batch there.
 */
public final class Dispatcher {

    private final String table;
    private final RouteTable<List<Step>> routes;
    private final Unmatched unmatched;

    /**
     * @param table the table's name
     * @param unmatched what becomes of a change that no route wants
     */
    public Dispatcher(String table, RouteTable<List<Step>> routes, Unmatched unmatched) {
        this.table = table;
        this.routes = routes;
        this.unmatched = unmatched;
    }

    /** The table's routes, in their order. */
    public List<Route<List<Step>>> routes() {
        return routes.routes();
    }

    /**
     * Handles a batch. Records before the first failure are done when this returns, and nothing behind it was started
     * after it.
     *
     * @param batch records of this table, in the order of the stream
     * @throws io.millrace.change.MalformedRecordException if a record has no sequence number, or one that is no number, so that nothing can be
     *     reported about it; then none is handled
     */
    public BatchResult dispatch(List<DynamodbStreamRecord> batch) {
        Progress progress = new Progress(table, batch);
        List<Work> works = new Matching(table, routes, unmatched).of(batch, progress);
        new Run(works, progress).run();
        return progress.result(works);
    }
}
