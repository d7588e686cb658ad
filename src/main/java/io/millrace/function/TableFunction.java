package io.millrace.function;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.EscapedException;
import io.millrace.change.Printable;
import io.millrace.change.StreamArn;
import io.millrace.dispatch.BatchResult;
import io.millrace.dispatch.Dispatcher;
import io.millrace.dispatch.Ended;
import io.millrace.dispatch.Failure;
import io.millrace.dispatch.Step;
import io.millrace.event.InvalidEventException;
import io.millrace.handler.BatchItemFailuresException;
import io.millrace.routing.Route;
import io.millrace.time.Deadline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All routes of one table as one function. */
public final class TableFunction implements Function<DynamodbEvent, Void> {

    private final String id;
    private final String table;
    private final Dispatcher dispatcher;
    private final Deadlines deadlines;
    private final boolean partialAnswers;

    /**
     * @param id the function's name
     * @param table the table's name in DynamoDB
     * @param partialAnswers whether the event source accepts a response that names failed records; if not, any
     *     response means that all are done
     */
    public TableFunction(String id, String table, Dispatcher dispatcher, Deadlines deadlines, boolean partialAnswers) {
        this.id = id;
        this.table = table;
        this.dispatcher = dispatcher;
        this.deadlines = deadlines;
        this.partialAnswers = partialAnswers;
    }

    /** The function's name: the table's key in the configuration. */
    public String id() {
        return id;
    }

    /** The table's name in DynamoDB. */
    public String table() {
        return table;
    }

    /** The table's routes, in their order. */
    public List<Route<List<Step>>> routes() {
        return dispatcher.routes().routes();
    }

    /**
     * A sentence for each route whose retries don't fit into the time of a delivery.
     *
     * @param time how long a delivery that has just begun may take
     * @param whose what has this time: {@code a batch}
     */
    public List<String> longRetries(Duration time, String whose) {
        return LongRetries.of(this, time, whose);
    }

    /** The dispatcher of the table's records, without the checks for whole events. */
    public Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Whether a response may name the failed records. */
    boolean takesPartialAnswers() {
        return partialAnswers;
    }

    /** The deadline of a batch that begins now and doesn't come from Lambda. */
    public Deadline deadline() {
        return deadlines.ofBatch();
    }

    /**
     * Handles an event.
     *
     * @return nothing; returning means that every record is done
     * @throws BatchItemFailuresException if the batch stopped; it names the records that failed
     * @throws InvalidEventException if the event has no records, or records of another table; then none is handled
     */
    @Override
    @SuppressWarnings("NullAway") // Function<DynamodbEvent, Void> can return nothing else
    public Void apply(DynamodbEvent event) {
        apply(event, deadline());
        return null;
    }

    /**
     * Handles an event; returning means that every record is done.
     *
     * @param deadline shortly before it, nothing more is started
     * @throws BatchItemFailuresException as above
     * @throws InvalidEventException as above
     */
    public void apply(DynamodbEvent event, Deadline deadline) {
        BatchResult result = run(event, deadline);
        if (!result.complete()) {
            throw failure(result);
        }
    }

    /**
     * Handles an event and returns how far it got.
     *
     * @param deadline shortly before it, nothing more is started
     * @throws InvalidEventException if the event has no records, or records of another table; then none is handled
     */
    public BatchResult run(DynamodbEvent event, Deadline deadline) {
        List<DynamodbStreamRecord> records = Events.records(event);
        records.stream()
                .map(DynamodbStreamRecord::getEventSourceARN)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(this::requireThisTable);
        return dispatcher.dispatch(records, deadline, Ended.ComesAgain.WHOLE);
    }

    /** The same for a part of an event; what is delivered again depends on the other parts, too. */
    Ended handle(List<DynamodbStreamRecord> records, Deadline deadline) {
        return dispatcher.handle(records, deadline);
    }

    private void requireThisTable(String arn) {
        String other = StreamArn.of(arn).table();
        if (!other.equals(table)) {
            throw new InvalidEventException(
                    "The event has a record of table '%s', but function '%s' is for table '%s'. Function '%s' takes records of all tables."
                            .formatted(Printable.shortened(other), id, table, EntryFunction.NAME));
        }
    }

    /** The exception for a batch that stopped. */
    BatchItemFailuresException failure(BatchResult result) {
        String stoppedAt = result.stoppedAt().orElseThrow().text();
        Map<String, Throwable> causes = new LinkedHashMap<>();
        result.failures()
                .forEach(failure -> causes.put(failure.sequenceNumber().text(), EscapedException.of(failure.cause())));
        String text = result.failures().stream().map(Failure::toString).collect(Collectors.joining("; "));
        if (causes.isEmpty()) {
            text = "time ran out";
            causes.put(stoppedAt, new TimeoutException("Time ran out before record %s".formatted(stoppedAt)));
        }
        return new BatchItemFailuresException(
                "Table '%s' stopped at sequence number %s of a batch of %d: %s"
                        .formatted(table, stoppedAt, result.records(), text),
                causes);
    }
}
