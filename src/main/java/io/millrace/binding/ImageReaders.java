package io.millrace.binding;

import io.millrace.change.Item;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Readers of images, by type. */
final class ImageReaders {

    private final ImageMapper mapper;
    private final boolean checked;

    /** Checks all types. */
    ImageReaders(Supplier<JsonMapper> application) {
        this(application, true);
    }

    /**
     * @param application returns the application's own mapper, and is called for the first type that Jackson reads
     * @param checked whether Jackson checks each type immediately. This takes about 60 ms of the startup, for each cold start
     *     on Lambda; there, only types that look as if Jackson could refuse them are checked
     */
    ImageReaders(Supplier<JsonMapper> application, boolean checked) {
        this.mapper = new ImageMapper(application);
        this.checked = checked;
    }

    /**
     * Returns the reader for a type.
     *
     * @param where names the user of the type, for messages
     * @throws HandlerBeans.UnsuitableHandlerException if images can't be read as this type
     */
    @SuppressWarnings("unchecked")
    <T> ImageReader<T> of(ResolvableType type, String where) {
        Class<?> raw = type.resolve();
        if (raw == null || isNoItem(raw) || raw == Map.class && !isOfObjects(type)) {
            throw new HandlerBeans.UnsuitableHandlerException(
                    "%s says '%s' where the type of its images belongs. Images are read as Item, Map<String, Object>, a record or class, or a @DynamoDbBean."
                            .formatted(where, type));
        }
        if (raw == Item.class) {
            return item -> (T) item;
        }
        if (raw == Map.class) {
            return item -> (T) item.toMap();
        }
        if (isDynamoDbBean(raw)) {
            return DynamoDbBeanReader.of((Class<T>) raw, where);
        }
        return checked || !isPlain(type, raw) ? byJackson(type, where) : later(type, where);
    }

    private <T> ImageReader<T> byJackson(ResolvableType type, String where) {
        return JacksonReader.of(type, where, mapper(type, where));
    }

    private <T> ImageReader<T> later(ResolvableType type, String where) {
        SingletonSupplier<ImageReader<T>> reader = SingletonSupplier.of(() -> byJackson(type, where));
        return item -> reader.obtain().apply(item);
    }

    /** Whether it is a record, or a class without constructor parameters. */
    private static boolean isPlain(ResolvableType type, Class<?> raw) {
        return !type.hasGenerics()
                && !Modifier.isAbstract(raw.getModifiers())
                && (raw.isRecord() || ClassUtils.hasConstructor(raw));
    }

    private JsonMapper mapper(ResolvableType type, String where) {
        try {
            return mapper.get();
        } catch (HandlerBeans.UnsuitableHandlerException e) {
            throw new HandlerBeans.UnsuitableHandlerException(
                    "%s reads images as %s, %s".formatted(where, type, e.getMessage()));
        }
    }

    /** Refuses maps with values of one type, since attributes have many types. */
    private static boolean isOfObjects(ResolvableType map) {
        return isAnyOf(map.getGeneric(0), String.class) && isAnyOf(map.getGeneric(1), Object.class);
    }

    /** Returns the bound of a wildcard. */
    private static boolean isAnyOf(ResolvableType type, Class<?> wanted) {
        Class<?> argument = type.resolve(Object.class);
        return argument == wanted || argument == Object.class;
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
