package io.millrace.routing;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.EventName;
import org.jspecify.annotations.Nullable;

/** The parts of a record that the index uses besides its partition key. */
record RecordKey(EventName event, @Nullable AttributeValue sort) {}
