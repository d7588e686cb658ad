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

/** The readers of images, by their types. */
final class ImageReaders {

    private final ImageMapper mapper;
    private final boolean checked;

    /** All types are checked. */
    ImageReaders(Supplier<JsonMapper> application) {
        this(application, true);
    }

    /**
     * @param application the application's own mapper, asked for when the first type is to be read by it
     * @param checked whether Jackson is asked about each type at once. It takes the start of an application about 60 ms, which
     *     on Lambda each start would take again; there it is asked at once about types alone that look as if it could refuse
     *     them
     */
    ImageReaders(Supplier<JsonMapper> application, boolean checked) {
        this.mapper = new ImageMapper(application);
        this.checked = checked;
    }

    /**
     * The reader for a type.
     *
     * @param where what names the type, for messages
     * @throws UnsuitableHandlerException if images can't be read as this type
     */
    @SuppressWarnings("unchecked")
    <T> ImageReader<T> of(ResolvableType type, String where) {
        Class<?> raw = type.resolve();
        if (raw == null || isNoItem(raw) || raw == Map.class && !isOfObjects(type)) {
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

    /** A record, or a class that can be made of nothing. */
    private static boolean isPlain(ResolvableType type, Class<?> raw) {
        return !type.hasGenerics()
                && !Modifier.isAbstract(raw.getModifiers())
                && (raw.isRecord() || ClassUtils.hasConstructor(raw));
    }

    private JsonMapper mapper(ResolvableType type, String where) {
        try {
            return mapper.get();
        } catch (UnsuitableHandlerException e) {
            throw new UnsuitableHandlerException("%s reads images as %s, %s".formatted(where, type, e.getMessage()));
        }
    }

    /** Attributes are of many types, so that a map of one type would hold them in name only. */
    private static boolean isOfObjects(ResolvableType map) {
        return isAnyOf(map.getGeneric(0), String.class) && isAnyOf(map.getGeneric(1), Object.class);
    }

    /** Of a wildcard, the bound. */
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
