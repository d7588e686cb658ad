package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.mapping.EventSourceMapping;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A table whose stream is read.
 *
 * @param name as handlers know it
 * @param nameOfStream the table's name where its stream is; mostly the same
 * @param filter what is delivered; the rest is passed over, as by the filter criteria of a mapping
 * @param mapper applied to each record before anything else
 */
public record SourceTable(
        String name,
        String nameOfStream,
        EventSourceMapping mapping,
        Predicate<DynamodbStreamRecord> filter,
        UnaryOperator<DynamodbStreamRecord> mapper) {

    /** A record of which the filter can't tell, as of one that can't be read, fails where it is handled, and not as a page. */
    boolean wants(DynamodbStreamRecord record) {
        try {
            return filter.test(record);
        } catch (RuntimeException e) {
            return true;
        }
    }
}
