package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.change.MalformedRecordException;
import io.millrace.change.SequenceNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far one batch has come. Any thread may call. */
final class Progress {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final String table;
    private final List<DynamodbStreamRecord> batch;
    private final List<Failure> failures = new ArrayList<>();
    private final List<Failure> skipped = new ArrayList<>();
    private volatile int limit;

    /** @throws MalformedRecordException if a record has no sequence number */
    Progress(String table, List<DynamodbStreamRecord> batch) {
        this.table = table;
        this.batch = batch;
        this.limit = batch.size();
        batch.forEach(Progress::requireSequenceNumber);
    }

    private static void requireSequenceNumber(DynamodbStreamRecord record) {
        StreamRecord stream = record.getDynamodb();
        if (stream == null || stream.getSequenceNumber() == null) {
            throw new MalformedRecordException(
                    "The record with eventID '%s' has no dynamodb.SequenceNumber, so a failure of it could not be reported. None of its batch was handled."
                            .formatted(record.getEventID()));
        }
        new SequenceNumber(stream.getSequenceNumber());
    }

    /** Records from this place on are not started any more. */
    int limit() {
        return limit;
    }

    /** Notes that the record at this place failed in this step for good, and says so in the log. */
    synchronized void failed(int index, Step step, int attempts, Throwable cause) {
        Failure failure = new Failure(sequenceNumber(index), step.route(), step.name(), attempts, cause);
        failures.add(failure);
        limit = Math.min(limit, index);
        log.error("Table '{}': {} {}", table, batch.get(index).getEventName(), failure.where(), cause);
    }

    /** Notes that the record is to go on as if this step had not been, and says so in the log. */
    synchronized void skipped(Work work, Step step, int attempts, Throwable cause) {
        Failure failure = Failure.of(work.change, step, attempts, cause);
        skipped.add(failure);
        log.warn("Table '{}': {} {}, skipped", table, work.change.event(), failure.where(), cause);
    }

    /** Notes that there is no time to start the record at this place. */
    synchronized void outOfTime(int index) {
        if (index < limit) {
            limit = index;
            log.warn("Table '{}': time is running out, stopped before record {}", table, sequenceNumber(index));
        }
    }

    private SequenceNumber sequenceNumber(int index) {
        return new SequenceNumber(batch.get(index).getDynamodb().getSequenceNumber());
    }

    synchronized BatchResult result(List<Work> works) {
        Tally tally = new Tally();
        works.forEach(tally::add);
        skipped.forEach(tally::subtract);
        return new BatchResult(
                batch.size(),
                tally.handled(),
                tally.unmatched(),
                List.copyOf(failures),
                List.copyOf(skipped),
                stoppedAt(works));
    }

    private Optional<SequenceNumber> stoppedAt(List<Work> works) {
        return IntStream.range(0, batch.size())
                .filter(index -> index >= works.size() || !works.get(index).isDone())
                .mapToObj(this::sequenceNumber)
                .min(SequenceNumber::compareTo);
    }
}
