package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.mapping.EventSourceMapping;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A table whose stream is read.
 *
 * @param name the name that handlers know
 * @param nameOfStream the name where the stream is; mostly the same
 * @param filter accepts the records that are delivered, like the filter criteria of a mapping
 * @param mapper is applied to each record first
 */
public record SourceTable(
        String name,
        String nameOfStream,
        EventSourceMapping mapping,
        Predicate<DynamodbStreamRecord> filter,
        UnaryOperator<DynamodbStreamRecord> mapper) {

    /** Whether a record is delivered. One on which the filter fails, since it can't be read, is, and fails where it is handled. */
    boolean wants(DynamodbStreamRecord record) {
        try {
            return filter.test(record);
        } catch (RuntimeException e) {
            return true;
        }
    }
}
