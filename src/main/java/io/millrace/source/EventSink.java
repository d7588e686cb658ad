package io.millrace.source;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.millrace.time.Time;
import java.util.function.Function;

/**
 * What sources deliver to.
 *
 * @param function as Lambda would call it; several threads do
 * @param destination learns of what is given up
 * @param checkpoints where it is kept what is done
 */
public record EventSink(
        Function<DynamodbEvent, StreamsEventResponse> function,
        Destination destination,
        Checkpoints checkpoints,
        EventSourceListener listener,
        Time time) {}
