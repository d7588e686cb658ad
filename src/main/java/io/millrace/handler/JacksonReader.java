package io.millrace.handler;

import io.millrace.change.Item;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads images as records and classes by Jackson. Numbers stay exact: one that does not fit a whole-number field is an error,
 * never cut; only {@code float} and {@code double} fields round, as these types do. Attributes that the type does not know are passed over.
 */
final class JacksonReader<T> implements ImageReader<T> {

    private final JavaType type;

    JacksonReader(ResolvableType type) {
        this.type = javaType(type);
    }

    /** With type variables resolved, which {@code type.getType()} may hold; a raw type stays raw. */
    private static JavaType javaType(ResolvableType type) {
        if (!type.hasGenerics() || type.hasUnresolvableGenerics()) {
            return Mapper.JSON.constructType(type.toClass());
        }
        JavaType[] arguments =
                Arrays.stream(type.getGenerics()).map(JacksonReader::javaType).toArray(JavaType[]::new);
        return Mapper.JSON.getTypeFactory().constructParametricType(type.toClass(), arguments);
    }

    @Override
    public T apply(Item item) {
        try {
            return Mapper.JSON.convertValue(tree(item.toMap()), type);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    /** Jackson's own texts quote values, so only the place is kept, and what the type itself has thrown. */
    private UnreadableImageException unreadable(JacksonException e) {
        String place = e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        String type = this.type.getRawClass().getSimpleName();
        String text = place.isEmpty()
                ? "the image can't be read as %s".formatted(type)
                : "the image can't be read as %s: attribute '%s' is missing or does not fit".formatted(type, place);
        return new UnreadableImageException(text, e.getCause() instanceof JacksonException ? null : e.getCause());
    }

    private static @Nullable Object tree(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> tree = new LinkedHashMap<>();
            map.forEach((name, element) -> tree.put(name, tree(element)));
            return tree;
        }
        if (value instanceof Collection<?> elements) {
            return elements.stream().map(JacksonReader::tree).toList();
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().scale() <= 0 ? number.toBigIntegerExact() : number;
        }
        return value instanceof ByteBuffer binary ? bytes(binary) : value;
    }

    private static byte[] bytes(ByteBuffer binary) {
        byte[] bytes = new byte[binary.remaining()];
        binary.duplicate().get(bytes);
        return bytes;
    }

    /** Made when the first typed handler is. */
    private static final class Mapper {
        static final JsonMapper JSON = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
