package io.millrace.dispatch;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.util.List;

/** Sees what handlers do. A bean of this type sees all of them. Many threads call. */
public interface DispatchListener {

    /** Sees nothing, and costs nothing. */
    DispatchListener NONE = new DispatchListener() {};

    /**
     * What is called in a handler's place, when the functions are made. It has to call the handler, and to come to the same
     * end.
     *
     * @param table the table's name in DynamoDB
     */
    default Handler watch(String table, String route, String name, Handler handler) {
        return handler;
    }

    /** A batch of a table has ended. What this throws fails the batch. */
    default void ended(String table, List<DynamodbStreamRecord> batch, BatchResult result) {}
}
