package io.millrace.routing;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.EventName;
import org.jspecify.annotations.Nullable;

/** What of a record the index looks at besides its partition key. */
record RecordKey(EventName event, @Nullable AttributeValue sort) {}
