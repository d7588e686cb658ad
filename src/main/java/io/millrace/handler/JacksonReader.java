package io.millrace.handler;

import io.millrace.change.Item;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads images as records and classes by Jackson. Numbers stay exact: one that does not fit its field is an error, never
 * cut. Attributes that the type does not know are passed over.
 */
final class JacksonReader<T> implements ImageReader<T> {

    private final JavaType type;

    JacksonReader(Type type) {
        this.type = Mapper.JSON.constructType(type);
    }

    @Override
    public T apply(Item item) {
        return Mapper.JSON.convertValue(tree(item.toMap()), type);
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
