package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.ItemKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Finds records that a batch contains more than once. Only identical records count: events written by hand repeat IDs and
 * sequence numbers for different changes.
 */
final class Repeats {

    private final boolean possible;
    private final Map<RecordId, Work> firsts = new HashMap<>();

    private Repeats(boolean possible) {
        this.possible = possible;
    }

    /** @param batch records that have sequence numbers */
    static Repeats of(List<DynamodbStreamRecord> batch) {
        Set<String> numbers = new HashSet<>();
        boolean distinct = batch.stream()
                .map(record -> record.getDynamodb().getSequenceNumber())
                .allMatch(numbers::add);
        return new Repeats(!distinct);
    }

    /** Creates the work of a record; a repeated record shares the work of the first. */
    Work work(int index, DynamodbStreamRecord record, BiFunction<Integer, DynamodbStreamRecord, Work> maker) {
        if (!possible) {
            return maker.apply(index, record);
        }
        RecordId id = RecordId.of(record, ItemKey.find(record));
        Work first = firsts.get(id);
        if (first != null && first.isOf(record)) {
            return Work.repeat(index, first);
        }
        Work work = maker.apply(index, record);
        firsts.putIfAbsent(id, work);
        return work;
    }
}
