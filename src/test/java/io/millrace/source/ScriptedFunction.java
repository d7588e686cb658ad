package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A function whose records fail a number of times each, and which says so in one of the ways that functions have. It
 * handles the records of a batch up to the first that fails.
 */
public final class ScriptedFunction {

    public enum Way {
        THROWS,
        NAMES_THE_FIRST,
        NAMES_SOME_OUT_OF_ORDER,
        NAMES_NOTHING,
        NAMES_ANOTHER
    }

    private final List<Integer> failures;
    private final List<Way> ways;
    private final Map<Integer, Integer> failed = new HashMap<>();
    private final List<List<Integer>> deliveries = new ArrayList<>();

    /**
     * @param failures how often each record fails, by its number
     * @param ways how the record says so
     */
    public ScriptedFunction(List<Integer> failures, List<Way> ways) {
        this.failures = failures;
        this.ways = ways;
    }

    public List<List<Integer>> deliveries() {
        return deliveries;
    }

    /** @throws IllegalStateException as its way of failing */
    public StreamsEventResponse call(List<Integer> batch) {
        deliveries.add(List.copyOf(batch));
        OptionalInt first = IntStream.range(0, batch.size())
                .filter(index -> fails(batch.get(index)))
                .findFirst();
        return first.isEmpty() ? new StreamsEventResponse(List.of()) : failure(batch, first.getAsInt());
    }

    private boolean fails(int record) {
        boolean fails = failed.getOrDefault(record, 0) < failures.get(record);
        if (fails) {
            failed.merge(record, 1, Integer::sum);
        }
        return fails;
    }

    private StreamsEventResponse failure(List<Integer> batch, int index) {
        return switch (ways.get(batch.get(index))) {
            case THROWS -> throw new IllegalStateException("as scripted");
            case NAMES_THE_FIRST -> naming(text(batch.get(index)));
            case NAMES_SOME_OUT_OF_ORDER -> naming(text(batch.get(batch.size() - 1)), text(batch.get(index)));
            case NAMES_NOTHING -> naming(text(batch.get(index)), "");
            case NAMES_ANOTHER -> naming("4711");
        };
    }

    public static String text(int record) {
        return "%021d".formatted(record);
    }

    private static StreamsEventResponse naming(String... numbers) {
        List<BatchItemFailure> failures = new ArrayList<>();
        for (String number : numbers) {
            failures.add(new BatchItemFailure(number));
        }
        return new StreamsEventResponse(failures);
    }
}
