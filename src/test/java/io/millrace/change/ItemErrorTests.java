package io.millrace.change;

import static io.millrace.testkit.Attributes.b;
import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.nul;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Attributes.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.nio.ReadOnlyBufferException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ItemErrorTests {

    private static final Item ITEM = Item.of(Map.of(
            "s",
            s("secret"),
            "n",
            n("42"),
            "b",
            b(1),
            "null",
            nul(),
            "ss",
            ss("secret"),
            "m",
            m(Map.of("x", s("y"))),
            "l",
            l(s("secret")),
            "bad",
            n("secret"),
            "none",
            new AttributeValue()));

    @ParameterizedTest(name = "{0}")
    @MethodSource("accessors")
    void namesThePathOfAnAbsentAttribute(String type, BiFunction<Item, String, Object> accessor) {
        assertFails(() -> accessor.apply(ITEM, "m.gone[0]"), "attribute 'm.gone[0]' is absent");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accessors")
    void namesTheWantedTypeWhereTheAttributeIsNull(String type, BiFunction<Item, String, Object> accessor) {
        assertFails(() -> accessor.apply(ITEM, "null"), "attribute 'null' is not of type " + type);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accessors")
    void namesTheWantedTypeWhereTheAttributeIsOfAnother(String type, BiFunction<Item, String, Object> accessor) {
        String other = type.equals("S") ? "n" : "s";

        assertFails(() -> accessor.apply(ITEM, other), "attribute '%s' is not of type %s".formatted(other, type));
    }

    static Stream<Arguments> accessors() {
        return Stream.of(
                accessor("S", Item::string),
                accessor("N", Item::number),
                accessor("BOOL", Item::bool),
                accessor("B", Item::binary),
                accessor("L", Item::list),
                accessor("SS", Item::stringSet),
                accessor("NS", Item::numberSet),
                accessor("BS", Item::binarySet),
                accessor("M", Item::item));
    }

    private static Arguments accessor(String type, BiFunction<Item, String, Object> accessor) {
        return arguments(type, accessor);
    }

    @Test
    void keepsSetsOfDifferentTypesApart() {
        assertFails(() -> ITEM.numberSet("ss"), "attribute 'ss' is not of type NS");
        assertFails(() -> ITEM.binarySet("ss"), "attribute 'ss' is not of type BS");
        assertFails(() -> ITEM.list("ss"), "attribute 'ss' is not of type L");
        assertFails(() -> ITEM.stringSet("l"), "attribute 'l' is not of type SS");
    }

    @Test
    void saysThatANumberIsNoneWithoutItsText() {
        assertFails(() -> ITEM.number("bad"), "an attribute of type N holds no number");
    }

    @Test
    void saysThatAValueHasNoType() {
        assertFails(
                () -> ITEM.find("none"),
                "an attribute value has no type: it needs one of S, N, B, BOOL, NULL, M, L, SS, NS, BS");
    }

    @Test
    void handsOutReadOnlyResults() {
        Item item = Item.of(new HashMap<>(Map.of("l", l(s("a")), "ss", ss("a"), "b", b(1), "m", m(new HashMap<>()))));

        assertReadOnly(() -> item.names().remove("l"));
        assertReadOnly(() -> item.toMap().clear());
        assertReadOnly(() -> item.attributeValues().clear());
        assertReadOnly(() -> item.list("l").clear());
        assertReadOnly(() -> item.stringSet("ss").clear());
        assertReadOnly(() -> ((Map<?, ?>) item.find("m").orElseThrow()).remove("x"));
        assertReadOnly(() -> item.item("m").attributeValues().put("x", s("y")));
        assertThatThrownBy(() -> item.binary("b").put((byte) 2)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void handsOutBuffersOfTheirOwnPosition() {
        ITEM.binary("b").get();

        assertThat(ITEM.binary("b").remaining()).isEqualTo(1);
    }

    private static void assertFails(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(AttributeException.class).hasMessage(message);
    }

    private static void assertReadOnly(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(UnsupportedOperationException.class);
    }
}
