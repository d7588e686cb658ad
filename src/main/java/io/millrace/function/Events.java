package io.millrace.function;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.event.InvalidEventException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Guards against events that some converter made of something else. */
final class Events {

    private Events() {}

    /**
     * The records of an event.
     *
     * @throws InvalidEventException if there are none to speak of: Spring Cloud Function hands over an event without a
     *     list when the input was something else, and would lose it
     */
    static List<DynamodbStreamRecord> records(@Nullable DynamodbEvent event) {
        if (event == null || event.getRecords() == null) {
            throw new InvalidEventException("This is not a DynamoDB stream event: it has no field 'Records'.");
        }
        return event.getRecords();
    }
}
