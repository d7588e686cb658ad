package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.millrace.handler.Handler;
import java.util.List;

/**
 * Sees what handlers do, wherever records come from. All beans of this type do, in their order ({@code @Order}). Many threads
 * call. What one throws is logged, once, and harms nothing.
 */
public interface DispatchListener {

    /** Sees nothing, and costs nothing. */
    DispatchListener NONE = new DispatchListener() {};

    /** Tells each of these, in this order; the first is the outermost around a handler. */
    static DispatchListener of(List<DispatchListener> listeners) {
        return listeners.isEmpty() ? NONE : new Listeners(listeners);
    }

    /**
     * Asked when the functions are made: what is called in a handler's place. It is to call the handler, which is called
     * once whatever becomes of that, and whose end is what counts.
     *
     * @param table the table's name in DynamoDB
     */
    default Handler watch(String table, String route, String name, Handler handler) {
        return handler;
    }

    /** A batch of a table has ended, whoever handed it in. */
    default void ended(String table, List<DynamodbStreamRecord> batch, BatchResult result) {}
}
