package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A table whose stream is read.
 *
 * @param name in DynamoDB
 * @param filter what is delivered; the rest is passed over, as by the filter criteria of a mapping
 * @param mapper applied to each record before anything else
 */
public record SourceTable(
        String name,
        EventSourceMapping mapping,
        Predicate<DynamodbStreamRecord> filter,
        UnaryOperator<DynamodbStreamRecord> mapper) {}
