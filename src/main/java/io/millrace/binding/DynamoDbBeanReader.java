package io.millrace.binding;

import io.millrace.aws.SdkAttributeValues;
import io.millrace.change.Item;
import io.millrace.handler.UnreadableImageException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads images as types of the DynamoDB enhanced client, which is an optional dependency. */
final class DynamoDbBeanReader<T> implements ImageReader<T> {

    private static final String CLIENT = "software.amazon.awssdk.enhanced.dynamodb.TableSchema";

    private final TableSchema<T> schema;

    private DynamoDbBeanReader(TableSchema<T> schema) {
        this.schema = schema;
    }

    /** @throws HandlerBeans.UnsuitableHandlerException if the enhanced client is missing, or refuses the type */
    static <T> ImageReader<T> of(Class<T> type, String where) {
        if (!ClassUtils.isPresent(CLIENT, DynamoDbBeanReader.class.getClassLoader())) {
            throw new HandlerBeans.UnsuitableHandlerException(
                    "%s reads images as %s, which needs the DynamoDB enhanced client. Add the dependency software.amazon.awssdk:dynamodb-enhanced."
                            .formatted(where, type.getName()));
        }
        try {
            return new DynamoDbBeanReader<>(TableSchema.fromClass(type));
        } catch (RuntimeException e) {
            throw new HandlerBeans.UnsuitableHandlerException(
                    "%s reads images as %s, which the DynamoDB enhanced client refuses: %s"
                            .formatted(where, type.getName(), e.getMessage()));
        }
    }

    @Override
    public T apply(Item item) {
        Map<String, @Nullable Object> image = item.toMap(); // refuses numbers that would keep the client busy
        T bean = bean(item);
        image.forEach((name, value) -> {
            if (value instanceof BigDecimal number && isTooSmall(number) && isZero(bean, name)) {
                throw new UnreadableImageException(
                        "the image can't be read as %s: attribute '%s' is missing or does not fit"
                                .formatted(type(), name),
                        null);
            }
        });
        return bean;
    }

    private T bean(Item item) {
        try {
            return schema.mapToItem(SdkAttributeValues.of(item), true);
        } catch (RuntimeException e) { // its message may quote a value
            throw new UnreadableImageException(
                    "the image can't be read as %s: %s from the DynamoDB enhanced client"
                            .formatted(type(), e.getClass().getSimpleName()),
                    null);
        }
    }

    private String type() {
        return schema.itemType().rawClass().getSimpleName();
    }

    /** Checks fields of type {@code float}: the client reads small numbers as zero, and refuses large ones. */
    private static boolean isTooSmall(BigDecimal number) {
        return number.floatValue() == 0 && number.signum() != 0;
    }

    private boolean isZero(T bean, String name) {
        AttributeValue read = schema.attributeNames().contains(name) ? schema.attributeValue(bean, name) : null;
        return read != null && read.n() != null && new BigDecimal(read.n()).signum() == 0;
    }
}
