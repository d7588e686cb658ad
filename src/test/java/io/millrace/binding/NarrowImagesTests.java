package io.millrace.binding;

import static io.millrace.binding.Images.LARGE;
import static io.millrace.binding.Images.read;
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
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.millrace.binding.Images.Color;
import io.millrace.binding.Images.Grade;
import io.millrace.binding.Images.One;
import io.millrace.change.AttributeException;
import io.millrace.handler.UnreadableImageException;
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

/** Attributes that a field has no room for. */
class NarrowImagesTests {

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

        assertThat(Images.<Shape>read(shape, Map.of("v", n("7"), "kind", s("small"))))
                .isEqualTo(new Small((byte) 7));
        assertThatThrownBy(() -> read(shape, Map.of("v", n("200"), "kind", s("small"))))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage("the image can't be read as Shape: attribute 'v' is missing or does not fit");
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
        assertThat(Images.<Pets.WeighedBean>read(bean, Map.of("price", n("1E-60"), "other", n("1E-60")))
                        .getPrice())
                .isEqualTo("1E-60");
    }

    @Test
    void readsSetsAndMapsOfNumbersExactly() {
        ResolvableType shorts = ResolvableType.forClassWithGenerics(List.class, Byte.class);

        assertThatThrownBy(() -> read(ResolvableType.forClassWithGenerics(One.class, shorts), Map.of("v", ns("200"))))
                .hasMessage("the image can't be read as One: attribute 'v[0]' is missing or does not fit");
    }

    private static void refuses(Class<?> type, Map<String, AttributeValue> image, String path) {
        assertThatThrownBy(() -> read(ResolvableType.forClass(type), image))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage("the image can't be read as %s: attribute '%s' is missing or does not fit"
                        .formatted(type.getSimpleName(), path))
                .hasNoCause();
    }
}
