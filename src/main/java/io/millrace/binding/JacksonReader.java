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
 * Reads images as records and classes by Jackson. Numbers stay exact: one that does not fit a field is an error, never cut;
 * only {@code float} and {@code double} fields round, as these types do. Attributes that the type does not know are passed over.
 */
final class JacksonReader<T> implements ImageReader<T> {

    private final JavaType type;
    private final ObjectReader reader;

    private JacksonReader(JavaType type, ObjectReader reader) {
        this.type = type;
        this.reader = reader;
    }

    /** @throws UnsuitableHandlerException if Jackson can't make the type of an object */
    static <T> ImageReader<T> of(ResolvableType type, String where, JsonMapper mapper) {
        JavaType javaType = javaType(type, mapper.getTypeFactory());
        JacksonTypes.flaw(javaType, mapper).ifPresent(flaw -> {
            throw new UnsuitableHandlerException(
                    "%s reads images as %s, which Jackson can't make: %s".formatted(where, type, flaw));
        });
        return new JacksonReader<>(javaType, mapper.readerFor(javaType));
    }

    /** With type variables resolved, which {@code type.getType()} may hold; a raw type stays raw. */
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
            // Not by the mapper, whose settings may write values in other ways.
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
        boolean itsOwn = e instanceof MismatchedInputException || e.getCause() instanceof JacksonException;
        return new UnreadableImageException(text, itsOwn ? null : e.getCause());
    }

    /** Whole numbers as such, however they are written: a field may be of no other type. */
    private static void writeNumber(JsonGenerator json, BigDecimal number) {
        if (number.stripTrailingZeros().scale() <= 0) {
            writeWhole(json, number.toBigIntegerExact());
        } else {
            json.writeNumber(number);
        }
    }

    /** As the smallest type that holds it, which is what creators of one number look at. */
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
