package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.dispatch.Listeners;
import io.millrace.time.Time;
import java.util.function.Function;

/**
 * What sources deliver to.
 *
 * @param function called as Lambda does, by several threads
 * @param destination for discarded batches
 * @param checkpoints where it is kept how far shards are done
 */
public record EventSink(
        Function<DynamodbEvent, StreamsEventResponse> function,
        Destination destination,
        Checkpoints checkpoints,
        Listeners<EventSourceListener> listeners,
        Time time) {}
