package io.millrace.handler;

import io.millrace.change.Change;

/**
 * Handles one change at a time. {@code Consumer<Change<T>>} works the same.
 *
 * @param <T> the type of images: {@code Item}, {@code Map<String, Object>}, a record or class (read by Jackson, with the
 *     application's mapper), or a type annotated {@code @DynamoDbBean} or {@code @DynamoDbImmutable} (read by the DynamoDB
 *     enhanced client)
 */
@FunctionalInterface
public interface ChangeHandler<T> {

    /**
     * Handles a change. Returning means done. After an exception, the item and the batch stop there, and the change comes
     * again. The same change may come twice, so handling it must be safe to repeat. Changes of one item come in order.
     */
    void handle(Change<T> change) throws Exception;
}
