package io.millrace.binding;

import io.millrace.change.Item;
import io.millrace.change.ItemJson;
import io.millrace.handler.UnreadableImageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.core.ResolvableType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeFactory;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Reads images as records and classes by Jackson. Numbers stay exact: one that does not fit a field is an error, and is never
 * truncated; only {@code float} and {@code double} fields are rounded. Unknown attributes are ignored.
 */
final class JacksonReader<T> implements ImageReader<T> {

    private final JavaType type;
    private final ObjectReader reader;

    private JacksonReader(JavaType type, ObjectReader reader) {
        this.type = type;
        this.reader = reader;
    }

    /** @throws HandlerBeans.UnsuitableHandlerException if Jackson can't create the type from an object */
    static <T> ImageReader<T> of(ResolvableType type, String where, JsonMapper mapper) {
        JavaType javaType = javaType(type, mapper.getTypeFactory());
        JacksonTypes.flaw(javaType, mapper).ifPresent(flaw -> {
            throw new HandlerBeans.UnsuitableHandlerException(
                    "%s reads images as %s, which Jackson can't make: %s".formatted(where, type, flaw));
        });
        return new JacksonReader<>(javaType, mapper.readerFor(javaType));
    }

    /** Resolves type variables in {@code type.getType()}; a raw type stays raw. */
    private static JavaType javaType(ResolvableType type, TypeFactory types) {
        if (!type.hasGenerics() || type.hasUnresolvableGenerics()) {
            return types.constructType(type.toClass());
        }
        JavaType[] arguments = Arrays.stream(type.getGenerics())
                .map(argument -> javaType(argument, types))
                .toArray(JavaType[]::new);
        return types.constructParametricType(type.toClass(), arguments);
    }

    @Override
    public T apply(Item item) {
        try (TokenBuffer image = TokenBuffer.forGeneration()) {
            // Not by the mapper, whose settings may change how values are written.
            ItemJson.write(image, item.toMap(), JacksonReader::writeNumber);
            return Objects.requireNonNullElseGet(reader.readValue(image.asParser()), this::none);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    private T none() {
        throw new UnreadableImageException(
                "the image can't be read as %s: its deserializer returns null"
                        .formatted(type.getRawClass().getSimpleName()),
                null);
    }

    /**
     * Returns a message with the attribute's name, and with what the type itself threw: Jackson's own messages quote values.
     */
    private UnreadableImageException unreadable(JacksonException e) {
        String place = e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        String type = this.type.getRawClass().getSimpleName();
        String text = place.isEmpty()
                ? "the image can't be read as %s".formatted(type)
                : "the image can't be read as %s: attribute '%s' is missing or does not fit".formatted(type, place);
        boolean itsOwn = e instanceof MismatchedInputException || e.getCause() instanceof JacksonException;
        return new UnreadableImageException(text, itsOwn ? null : e.getCause());
    }

    /** Writes whole numbers as such, however they are written, since a field may have no other type. */
    private static void writeNumber(JsonGenerator json, BigDecimal number) {
        if (number.stripTrailingZeros().scale() <= 0) {
            writeWhole(json, number.toBigIntegerExact());
        } else {
            json.writeNumber(number);
        }
    }

    /** Returns the smallest type that holds the number, as creators with one number expect. */
    private static void writeWhole(JsonGenerator json, BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            json.writeNumber(number.intValue());
        } else if (number.bitLength() < Long.SIZE) {
            json.writeNumber(number.longValue());
        } else {
            json.writeNumber(number);
        }
    }
}
