package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.routing.RouteTable;
import io.millrace.time.Deadline;
import io.millrace.time.Time;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Runs the handlers of one table. Records of one item are handled in order, each by all routes that match it, in the
 * order of the routes; a failure stops the batch there, unless a policy says otherwise.
 */
public final class Dispatcher {

    /**
     * How the records of one table are handled, whatever their route.
     *
     * @param unmatched what happens to a record that matches no route
     * @param onFailure what happens to a record that fails before any route: one that is malformed, or unmatched where
     *     {@code unmatched} is {@link RouteTable.Unmatched#FAIL}
     * @param concurrency how many items are handled in parallel, from 1
     */
    public record Policy(RouteTable.Unmatched unmatched, FailurePolicy.OnFailure onFailure, int concurrency) {

        /** Ignores records that match no route, stops at a failure, and handles one item at a time. */
        public static final Policy DEFAULT = new Policy(RouteTable.Unmatched.IGNORE, FailurePolicy.OnFailure.STOP, 1);
    }

    private final String table;
    private final RouteTable<List<Step>> routes;
    private final Matching matching;
    private final RecordRunner records;
    private final Policy policy;
    private final Host host;
    private final CompletedWork completed;
    private final TriedWork tried;
    private final DispatchLog log;

    /**
     * @param table the table's name in DynamoDB
     */
    public Dispatcher(String table, RouteTable<List<Step>> routes, Policy policy, Stores stores, Time time) {
        this(table, routes, policy, new Host(stores, time, new Listeners<>(DispatchListener.class, List.of())));
    }

    private Dispatcher(String table, RouteTable<List<Step>> routes, Policy policy, Host host) {
        this.table = table;
        this.routes = routes;
        this.policy = policy;
        this.host = host;
        this.matching = new Matching(table, routes, policy);
        this.records = records(policy.concurrency());
        this.completed = new CompletedWork(table, host.time().steady());
        this.tried = new TriedWork(table, host.time().steady());
        this.log = new DispatchLog(table, host.time());
    }

    /** The same dispatcher, which calls these listeners. */
    public Dispatcher telling(Listeners<DispatchListener> listeners) {
        return new Dispatcher(table, routes, policy, new Host(host.stores(), host.time(), listeners));
    }

    /** The same for records that failed before: only these steps, one item after the other, and each failure stops. */
    private Dispatcher again(
            Predicate<Step> wanted, UnaryOperator<FailurePolicy.Remember> remember, RouteTable.Unmatched unmatched) {
        RouteTable<List<Step>> left = routes.to(steps -> Optional.of(steps.stream()
                        .filter(wanted)
                        .map(step -> stopping(step, remember))
                        .toList())
                .filter(some -> !some.isEmpty()));
        return new Dispatcher(table, left, new Policy(unmatched, FailurePolicy.OnFailure.STOP, 1), host);
    }

    private static Step stopping(Step step, UnaryOperator<FailurePolicy.Remember> remember) {
        FailurePolicy policy = step.policy();
        return new Step(
                step.route(),
                step.name(),
                step.handler(),
                new FailurePolicy(policy.retry(), FailurePolicy.OnFailure.STOP, remember.apply(policy.remember())));
    }

    /**
     * One handler of one route, for records that failed there: they are handled whatever is remembered of them, and a
     * failure stops. Empty when there is no such handler.
     *
     * @param handler empty for records that failed before the route's handlers, which are for all of them
     */
    public Optional<Dispatcher> only(String route, String handler) {
        Dispatcher only = again(
                step -> step.route().equals(route)
                        && (handler.isEmpty() || step.name().equals(handler)),
                remembered -> FailurePolicy.Remember.NOWHERE,
                RouteTable.Unmatched.IGNORE);
        return Optional.of(only).filter(some -> !some.routes().routes().isEmpty());
    }

    /** All routes, for batches that were discarded as a whole: a failure stops, whatever its route says. */
    public Dispatcher stopping() {
        return again(step -> true, UnaryOperator.identity(), policy.unmatched());
    }

    /** What a dispatcher finds where it runs. */
    private record Host(Stores stores, Time time, Listeners<DispatchListener> listeners) {}

    private static RecordRunner records(int concurrency) {
        return concurrency == 1 ? RecordRunner.IN_TURN : new ItemRunner(Workers.of(concurrency), concurrency);
    }

    /** The table's routes. */
    public RouteTable<List<Step>> routes() {
        return routes;
    }

    /**
     * Handles a batch. Records before the first failure are done when this returns. Nothing behind it was started after
     * it; calls for other items that were in progress have been completed.
     *
     * @param batch records of this table, in the order of the stream
     * @param deadline when it nears, nothing more is started
     * @throws io.millrace.change.MalformedRecordException if a record has no sequence number, or one that is no number, so
     *     that nothing can be reported about it; then none is handled
     */
    public BatchResult dispatch(List<DynamodbStreamRecord> batch, Deadline deadline) {
        return dispatch(batch, deadline, Ended.ComesAgain.FROM_STOP);
    }

    /**
     * The same.
     *
     * @param again what is delivered again if the batch stops: of that, what is done now is not done twice
     */
    public BatchResult dispatch(List<DynamodbStreamRecord> batch, Deadline deadline, Ended.ComesAgain again) {
        Ended ended = handle(batch, deadline);
        ended.comesAgain(again);
        return ended.result();
    }

    /** The same for callers that find out later what is delivered again. */
    public Ended handle(List<DynamodbStreamRecord> batch, Deadline deadline) {
        Reporter reporter = new Reporter(
                new DispatchListener.Batch(table, Collections.unmodifiableList(batch), deadline.redelivered()),
                log,
                host.listeners(),
                host.time().steady(),
                deadline);
        Progress progress = new Progress(batch, reporter);
        Batch delivery = new Batch(table, matching.of(batch), deadline, host.time(), reporter);
        BatchResult result = handle(delivery, progress);
        return new Ended(completed, delivery.works(), progress.limit(), result);
    }

    private BatchResult handle(Batch delivery, Progress progress) {
        Claims claims = new Claims(delivery, completed, tried, host.stores().idempotency());
        BatchResult result;
        delivery.reporter().begun();
        try {
            run(delivery, progress, claims).run(records);
        } finally {
            claims.end();
            HandlerCall.endInterruption(delivery.deadline());
            log.forgetDone(delivery.works());
            result = progress.result(delivery.works());
            delivery.reporter().ended(result);
        }
        return result;
    }

    private Run run(Batch delivery, Progress progress, Claims claims) {
        GivingUp givingUp = new GivingUp(delivery, host.stores().deadLetters(), progress, tried);
        Attempts attempts = new Attempts(delivery, claims, givingUp, progress);
        BatchAttempts batches = new BatchAttempts(delivery, claims, givingUp, progress, attempts);
        return new Run(delivery, progress, attempts, batches);
    }
}
