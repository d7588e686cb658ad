package io.millrace.binding;

import static io.millrace.binding.Images.LARGE;
import static io.millrace.binding.Images.read;
import static io.millrace.testkit.Attributes.bool;
import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.annotation.JsonCreator;
import io.millrace.binding.Images.Color;
import io.millrace.binding.Images.Grade;
import io.millrace.handler.UnreadableImageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Month;
import java.time.Year;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Attributes that are exactly what a field has room for. */
class FittingImagesTests {

    record Code(int number) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Code {}
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
}
