package io.millrace.handler;

import io.millrace.change.Item;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Reads an image as a type. */
interface ImageReader<T> extends Function<Item, T> {

    /**
     * The reader for a type.
     *
     * @param where what names the type, for messages
     * @throws UnsuitableHandlerException if images can't be read as this type
     */
    @SuppressWarnings("unchecked")
    static <T> ImageReader<T> of(ResolvableType type, String where) {
        Class<?> raw = type.resolve();
        if (raw == null || isNoItem(raw)) {
            throw new UnsuitableHandlerException(
                    "%s says '%s' where the type of its images belongs. Images are read as Item, Map<String, Object>, a record or class, or a @DynamoDbBean."
                            .formatted(where, type));
        }
        if (raw == Item.class) {
            return item -> (T) item;
        }
        if (raw == Map.class) {
            return item -> (T) item.toMap();
        }
        return isDynamoDbBean(raw) ? DynamoDbBeanReader.of((Class<T>) raw, where) : new JacksonReader<>(type);
    }

    private static boolean isNoItem(Class<?> type) {
        return type.isArray()
                || type.isEnum()
                || type.isPrimitive()
                || type.getName().startsWith("java.") && type != Map.class;
    }

    private static boolean isDynamoDbBean(Class<?> type) {
        return Arrays.stream(type.getAnnotations())
                .map(annotation -> annotation.annotationType().getName())
                .anyMatch(name -> ClassUtils.getPackageName(name)
                                .equals("software.amazon.awssdk.enhanced.dynamodb.mapper.annotations")
                        && (name.endsWith(".DynamoDbBean") || name.endsWith(".DynamoDbImmutable")));
    }
}
