package io.millrace.handler;

import io.millrace.change.Change;

/**
 * Handles one change at a time. {@code Consumer<Change<T>>} works the same.
 *
 * @param <T> what the images are read as: {@code Item}, {@code Map<String, Object>}, a record or class (by Jackson, with
 *     the application's mapper), or a type annotated {@code @DynamoDbBean} or {@code @DynamoDbImmutable} (by the DynamoDB
 *     enhanced client)
 */
@FunctionalInterface
public interface ChangeHandler<T> {

    /**
     * Handles a change. Returning means done. Throwing anything stops the item and the batch there, and the change comes
     * again. The same change may come twice, so handling it must be safe to repeat. Changes of one item come in order.
     */
    void handle(Change<T> change) throws Exception;
}
