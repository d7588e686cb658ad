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
 * Finds the records of a batch that are in it once more. Only the very same record is one: under an ID and a number that were
 * left as they were, people write other changes.
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

    /** What comes of a record: of a repeated one, the same as of the first. */
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
