package io.millrace.function;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.event.InvalidEventException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Guards against events that a converter made from other input. */
final class Events {

    private Events() {}

    /**
     * The records of an event.
     *
     * @throws InvalidEventException if it has no list of records: for other input, Spring Cloud Function passes an
     *     event without a list, and the input would be lost
     */
    static List<DynamodbStreamRecord> records(@Nullable DynamodbEvent event) {
        if (event == null || event.getRecords() == null) {
            throw new InvalidEventException("This is not a DynamoDB stream event: it has no field 'Records'.");
        }
        return event.getRecords();
    }
}
