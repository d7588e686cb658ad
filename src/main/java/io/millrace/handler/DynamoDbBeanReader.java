package io.millrace.handler;

import io.millrace.change.Item;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** Reads images as types of the DynamoDB enhanced client, which is an optional dependency. */
final class DynamoDbBeanReader<T> implements ImageReader<T> {

    private static final String CLIENT = "software.amazon.awssdk.enhanced.dynamodb.TableSchema";

    private final TableSchema<T> schema;

    private DynamoDbBeanReader(TableSchema<T> schema) {
        this.schema = schema;
    }

    /** @throws UnsuitableHandlerException if the enhanced client is not there, or does not take the type */
    static <T> ImageReader<T> of(Class<T> type, String where) {
        if (!ClassUtils.isPresent(CLIENT, DynamoDbBeanReader.class.getClassLoader())) {
            throw new UnsuitableHandlerException(
                    "%s reads images as %s, which needs the DynamoDB enhanced client. Add the dependency software.amazon.awssdk:dynamodb-enhanced."
                            .formatted(where, type.getName()));
        }
        try {
            return new DynamoDbBeanReader<>(TableSchema.fromClass(type));
        } catch (RuntimeException e) {
            throw new UnsuitableHandlerException("%s reads images as %s, which the DynamoDB enhanced client refuses: %s"
                    .formatted(where, type.getName(), e.getMessage()));
        }
    }

    @Override
    public T apply(Item item) {
        item.toMap(); // a number that DynamoDB doesn't have may take the client for ever
        try {
            return schema.mapToItem(SdkAttributeValues.of(item), true);
        } catch (RuntimeException e) { // its text may quote a value
            throw new UnreadableImageException(
                    "the image can't be read as %s: %s from the DynamoDB enhanced client"
                            .formatted(
                                    schema.itemType().rawClass().getSimpleName(),
                                    e.getClass().getSimpleName()),
                    null);
        }
    }
}
