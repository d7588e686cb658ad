package io.millrace.binding;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.BatchItemFailuresException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Calls a {@code Function<DynamodbEvent, Void>} as a handler, with its records in one event that it may change. */
final class FunctionHandler implements BatchHandler {

    private final Function<DynamodbEvent, Void> function;

    FunctionHandler(Function<DynamodbEvent, Void> function) {
        this.function = function;
    }

    @Override
    public Map<SequenceNumber, Throwable> handle(List<Change<Item>> changes) {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(changes.stream().map(Change::record).collect(Collectors.toCollection(ArrayList::new)));
        try {
            function.apply(event);
            return Map.of();
        } catch (BatchItemFailuresException e) {
            return failures(e);
        }
    }

    private static Map<SequenceNumber, Throwable> failures(BatchItemFailuresException report) {
        Map<SequenceNumber, Throwable> failures = new LinkedHashMap<>();
        report.failures().forEach((number, cause) -> failures.put(new SequenceNumber(number), cause));
        return failures;
    }
}
