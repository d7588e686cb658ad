package io.millrace.bench.throughput;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.change.Change;
import io.millrace.change.ItemKey;
import io.millrace.testkit.History;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A handler, its real server, and the same calls without Millrace. */
interface ThroughputCase extends AutoCloseable {

    /** The handler's keys, {@code type} among them, a line each. */
    List<String> settings();

    /** Makes what the calls for these changes need, and returns the calls: same bodies, same batches, one after the other. */
    Runnable bare(List<DynamodbStreamRecord> records);

    /** The entries of records, in calls of at most so many; each has its place in the call for an id. */
    static <E> List<List<E>> calls(
            List<DynamodbStreamRecord> records, int most, BiFunction<Integer, DynamodbStreamRecord, E> entry) {
        List<List<E>> calls = new ArrayList<>();
        for (int from = 0; from < records.size(); from += most) {
            List<DynamodbStreamRecord> call = records.subList(from, Math.min(records.size(), from + most));
            calls.add(IntStream.range(0, call.size())
                    .mapToObj(i -> entry.apply(i, call.get(i)))
                    .toList());
        }
        return calls;
    }

    /** The entries of records, in calls of at most so many, none with two changes of an item, as for handlers that keep its order. */
    static <E> List<List<E>> callsInOrder(
            List<DynamodbStreamRecord> records, int most, Function<DynamodbStreamRecord, E> entry) {
        List<List<E>> calls = new ArrayList<>();
        for (int from = 0; from < records.size(); from += Throughput.BATCH) {
            int to = Math.min(records.size(), from + Throughput.BATCH);
            Set<DynamodbStreamRecord> left = new LinkedHashSet<>(records.subList(from, to));
            while (!left.isEmpty()) {
                Set<ItemKey> items = new HashSet<>();
                List<DynamodbStreamRecord> call = left.stream()
                        .filter(record ->
                                items.add(Change.of(record, History.TABLE).itemKey()))
                        .limit(most)
                        .toList();
                call.forEach(left::remove);
                calls.add(call.stream().map(entry).toList());
            }
        }
        return calls;
    }

    /** Puts the server back to where it was. */
    default void reset() {}

    @Override
    void close();
}
