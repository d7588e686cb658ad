package io.millrace.handler;

import static io.millrace.testkit.Attributes.b;
import static io.millrace.testkit.Attributes.bool;
import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.ns;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.millrace.change.AttributeException;
import io.millrace.change.Item;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Attributes and the fields that they fit, or don't. */
class NarrowImagesTests {

    private static final String LARGE = "1" + "0".repeat(125);

    record One<T>(T v) {}

    enum Color {
        RED,
        GREEN
    }

    enum Grade {
        GOOD(1),
        BAD(2);

        private final int number;

        Grade(int number) {
            this.number = number;
        }

        @JsonValue
        int number() {
            return number;
        }
    }

    record Code(int number) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Code {}
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Small.class, name = "small"))
    interface Shape {}

    record Small(byte v) implements Shape {}

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource
    void refusesWhatDoesNotFit(Class<?> type, AttributeValue value) {
        assertThatThrownBy(() -> read(type, value))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage("the image can't be read as One: attribute 'v' is missing or does not fit")
                .hasNoCause();
    }

    static Stream<Arguments> refusesWhatDoesNotFit() {
        return Stream.of(
                arguments(Byte.class, n("200")),
                arguments(Byte.class, n("-129")),
                arguments(Byte.class, n("1.5")),
                arguments(Byte.class, s("200")),
                arguments(Short.class, n("32768")),
                arguments(Short.class, n("0.5")),
                arguments(Integer.class, n("2147483648")),
                arguments(Integer.class, n("1E-130")),
                arguments(Integer.class, n(LARGE)),
                arguments(Integer.class, s("")),
                arguments(Integer.class, s(" ")),
                arguments(Integer.class, bool(true)),
                arguments(Long.class, n("9223372036854775808")),
                arguments(Long.class, s("1E+100000000")),
                arguments(Short.class, s("32768")),
                arguments(Integer.class, s("2147483648")),
                arguments(Integer.class, s("1.5")),
                arguments(Integer.class, s("44 kg")),
                arguments(Integer.class, s("0x2C")),
                arguments(Integer.class, s("٤٤")),
                arguments(Integer.class, s("null")),
                arguments(Long.class, s("9223372036854775808")),
                arguments(BigDecimal.class, s("1E+100000000")),
                arguments(BigDecimal.class, s("NaN")),
                arguments(BigInteger.class, s("1".repeat(1_000_000))),
                arguments(OptionalInt.class, s("2147483648")),
                arguments(AtomicInteger.class, s("1.5")),
                arguments(Number.class, s("null")),
                arguments(Float.class, s("1E+39")),
                arguments(Double.class, s("1E+309")),
                arguments(Double.class, s("1d")),
                arguments(BigInteger.class, n("1.5")),
                arguments(BigInteger.class, s("1E+100000000")),
                arguments(BigDecimal.class, s("")),
                arguments(BigDecimal.class, bool(false)),
                arguments(AtomicInteger.class, n("2147483648")),
                arguments(OptionalInt.class, n("2147483648")),
                arguments(Float.class, n("1E+39")),
                arguments(Float.class, n("-1E+39")),
                arguments(Float.class, n("1E-60")),
                arguments(Float.class, s("NaN")),
                arguments(Double.class, s("Infinity")),
                arguments(Boolean.class, n("0")),
                arguments(Boolean.class, n("1")),
                arguments(Boolean.class, s("1")),
                arguments(Boolean.class, s("yes")),
                arguments(Boolean.class, s("null")),
                arguments(Boolean.class, s("")),
                arguments(Character.class, n("65")),
                arguments(Character.class, s("")),
                arguments(Character.class, s("ab")),
                arguments(Character.class, bool(true)),
                arguments(Color.class, n("0")),
                arguments(Color.class, s("0")),
                arguments(Color.class, s("")),
                arguments(Color.class, s("red")),
                arguments(Color.class, bool(true)),
                arguments(DayOfWeek.class, n("1")),
                arguments(Month.class, n("0")),
                arguments(Grade.class, n("3")),
                arguments(Year.class, n("99999999999")),
                arguments(UUID.class, s("")),
                arguments(Instant.class, s("")),
                arguments(Instant.class, s("1646157866523x")),
                arguments(Instant.class, n("1E+20")),
                arguments(Date.class, n("1E+20")),
                arguments(Date.class, s("")),
                arguments(Instant.class, bool(true)),
                arguments(LocalDateTime.class, n("1646157866")));
    }

    @ParameterizedTest
    @ValueSource(classes = {byte[].class, float[].class, short[].class, int[].class, long[].class})
    void refusesWhatDoesNotFitInALine(Class<?> type) {
        Map<String, AttributeValue> image = Map.of("v", l(n("1"), n(LARGE)));

        assertThatThrownBy(() -> read(ResolvableType.forClassWithGenerics(One.class, type), image))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageStartingWith("the image can't be read as One: attribute 'v");
    }

    @Test
    void refusesTextsThatDoNotFitInALine() {
        assertThatThrownBy(() -> read(byte[].class, l(s("200")))).isInstanceOf(UnreadableImageException.class);
        assertThatThrownBy(() -> read(int[].class, l(s("1.5")))).isInstanceOf(UnreadableImageException.class);
        assertThatThrownBy(() -> read(double[].class, l(s("NaN")))).isInstanceOf(UnreadableImageException.class);
        assertThatThrownBy(() -> read(int[].class, l(l(s("1"))))).isInstanceOf(UnreadableImageException.class);
    }

    @Test
    void refusesBytesOver127InALine() {
        assertThatThrownBy(() -> read(byte[].class, l(n("200")))).isInstanceOf(UnreadableImageException.class);
        assertThat(read(byte[].class, b(200))).isEqualTo(new byte[] {(byte) 200});
    }

    @Test
    void refusesWhatDoesNotFitWhereTheTypeStandsInTheImage() {
        ResolvableType shape = ResolvableType.forClass(Shape.class);

        assertThat(this.<Shape>read(shape, Map.of("v", n("7"), "kind", s("small"))))
                .isEqualTo(new Small((byte) 7));
        assertThatThrownBy(() -> read(shape, Map.of("v", n("200"), "kind", s("small"))))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage("the image can't be read as Shape: attribute 'v' is missing or does not fit");
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource
    void readsWhatFits(Object value, AttributeValue attribute) {
        assertThat(read(value.getClass(), attribute)).isEqualTo(value);
    }

    static Stream<Arguments> readsWhatFits() {
        return Stream.of(
                arguments((byte) -128, n("-128")),
                arguments((short) 300, n("3E+2")),
                arguments(Integer.MAX_VALUE, n("2147483647.0")),
                arguments(Long.MIN_VALUE, n("-9223372036854775808")),
                arguments(new BigInteger(LARGE), n("1E+125")),
                arguments(1.5f, n("1.5")),
                arguments(0f, n("0")),
                arguments(0.1f, n("0.1")),
                arguments(1E-130, n("1E-130")),
                arguments(OptionalDouble.of(2.5), n("2.5")),
                arguments('x', s("x")),
                arguments(true, bool(true)),
                arguments("", s("")),
                arguments("7", n("7")),
                arguments(Color.GREEN, s("GREEN")),
                arguments(Grade.BAD, n("2")),
                arguments(new Code(5), n("5")),
                arguments(Year.of(2026), n("2026")),
                arguments(Month.MAY, s("MAY")),
                arguments(Month.MAY, n("5")),
                arguments(List.of(), l()),
                arguments(new UUID(0, 1), s("00000000-0000-0000-0000-000000000001")));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource
    void readsATextThatIsExactlyWhatFits(Object value, AttributeValue attribute) {
        assertThat(read(value.getClass(), attribute)).isEqualTo(value);
    }

    static Stream<Arguments> readsATextThatIsExactlyWhatFits() {
        return Stream.of(
                arguments((byte) -128, s("-128")),
                arguments((short) 300, s("300")),
                arguments(44, s("44")),
                arguments(44, s(" +044 ")),
                arguments(Long.MIN_VALUE, s("-9223372036854775808")),
                arguments(new BigInteger("9".repeat(78)), s("9".repeat(78))),
                arguments(new BigDecimal("9.50"), s("9.50")),
                arguments(new BigDecimal("44"), s("44")),
                arguments(1.5f, s("1.5")),
                arguments(1E-130, s("1E-130")),
                arguments(new int[] {1, 2}, l(s("1"), n("2"))),
                arguments(new double[] {0.5, 2}, l(s("0.5"), s("2"))),
                arguments(true, s("true")),
                arguments(false, s("false")));
    }

    @Test
    void readsATextAsANumberWhereTheApplicationDoes() {
        JsonMapper strict = JsonMapper.builder()
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        JsonMapper whole = JsonMapper.builder()
                .withCoercionConfig(
                        LogicalType.Float, texts -> texts.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
                .build();

        for (Class<?> type : List.of(Integer.class, BigDecimal.class, Boolean.class, int[].class)) {
            assertThatThrownBy(() -> read(strict, type, s("44"))).isInstanceOf(UnreadableImageException.class);
        }
        assertThatThrownBy(() -> read(strict, int[].class, l(s("44")))).isInstanceOf(UnreadableImageException.class);
        assertThatThrownBy(() -> read(whole, BigDecimal.class, s("44"))).isInstanceOf(UnreadableImageException.class);
        assertThat(read(whole, Integer.class, s("44"))).isEqualTo(44);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                BigInteger.class,
                BigDecimal.class,
                Long.class,
                Double.class,
                Byte.class,
                Instant.class,
                Object.class
            })
    void refusesANumberThatTakesForEverToWriteOut(Class<?> type) {
        assertThatThrownBy(() -> read(type, n("1E+100000000")))
                .isInstanceOf(AttributeException.class)
                .hasMessage(
                        "an attribute of type N holds no number that DynamoDB has: up to 38 digits, and a magnitude from "
                                + "1E-130 to 9.99E+125");
        assertThatThrownBy(() -> read(type, n("1".repeat(1_000_000)))).isInstanceOf(AttributeException.class);
    }

    @Test
    void refusesWhatDoesNotFitInABeanOfTheEnhancedClient() {
        ResolvableType bean = ResolvableType.forClass(Pets.WeighedBean.class);

        refuses(Pets.WeighedBean.class, Map.of("weight", n("-1E-60")), "weight");
        assertThatThrownBy(() -> read(bean, Map.of("weight", n("1E+39"))))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage(
                        "the image can't be read as WeighedBean: IllegalArgumentException from the DynamoDB enhanced client");
        assertThat(this.<Pets.WeighedBean>read(bean, Map.of("price", n("1E-60"), "other", n("1E-60")))
                        .getPrice())
                .isEqualTo("1E-60");
    }

    @Test
    void readsSetsAndMapsOfNumbersExactly() {
        ResolvableType shorts = ResolvableType.forClassWithGenerics(List.class, Byte.class);

        assertThatThrownBy(() -> read(ResolvableType.forClassWithGenerics(One.class, shorts), Map.of("v", ns("200"))))
                .hasMessage("the image can't be read as One: attribute 'v[0]' is missing or does not fit");
    }

    private static ResolvableType one(Class<?> type) {
        return ResolvableType.forClassWithGenerics(One.class, type);
    }

    private void refuses(Class<?> type, Map<String, AttributeValue> image, String path) {
        assertThatThrownBy(() -> read(ResolvableType.forClass(type), image))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage("the image can't be read as %s: attribute '%s' is missing or does not fit"
                        .formatted(type.getSimpleName(), path))
                .hasNoCause();
    }

    private Object read(Class<?> type, AttributeValue value) {
        return read(new JsonMapper(), type, value);
    }

    private Object read(JsonMapper mapper, Class<?> type, AttributeValue value) {
        Class<?> wanted = List.class.isAssignableFrom(type) ? List.class : type;
        return this.<One<?>>read(mapper, one(wanted), Map.of("v", value)).v();
    }

    private <T> T read(ResolvableType type, Map<String, AttributeValue> image) {
        return read(new JsonMapper(), type, image);
    }

    private <T> T read(JsonMapper mapper, ResolvableType type, Map<String, AttributeValue> image) {
        return new ImageReaders(() -> mapper).<T>of(type, "a test").apply(Item.of(image));
    }
}
