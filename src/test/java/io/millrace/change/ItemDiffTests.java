package io.millrace.change;

import static io.millrace.testkit.Attributes.b;
import static io.millrace.testkit.Attributes.bs;
import static io.millrace.testkit.Attributes.buffer;
import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.ns;
import static io.millrace.testkit.Attributes.nul;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Attributes.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.ItemDiff.Difference;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ItemDiffTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void takesForEqual(String name, AttributeValue before, AttributeValue after) {
        ItemDiff diff = diff(Map.of("a", before), Map.of("a", after));

        assertThat(diff.changed("a")).isFalse();
        assertThat(diff.differences()).isEmpty();
    }

    static Stream<Arguments> takesForEqual() {
        return Stream.of(
                arguments("numbers of one value", n("300"), n("300.0")),
                arguments("numbers with an exponent", n("300"), n("3E+2")),
                arguments("sets in another order", ss("a", "b"), ss("b", "a")),
                arguments("sets of equal numbers", ns("1", "20"), ns("20.0", "1.0")),
                arguments("binary sets", bs(buffer(1), buffer(2)), bs(buffer(2), buffer(1))),
                arguments("binary", b(1, 2), b(1, 2)),
                arguments("NULLs", nul(), nul()),
                arguments("NULLs within", l(nul(), m(Map.of("x", nul()))), l(nul(), m(Map.of("x", nul())))),
                arguments("numbers within a list", l(n("1")), l(n("1.0"))),
                arguments("numbers within a map", m(Map.of("x", n("1"))), m(Map.of("x", n("1.00")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void takesForDifferent(String name, AttributeValue before, AttributeValue after) {
        assertThat(diff(Map.of("a", before), Map.of("a", after)).changed("a")).isTrue();
    }

    static Stream<Arguments> takesForDifferent() {
        return Stream.of(
                arguments("numbers in the 38th digit", n("1" + "0".repeat(37)), n("1" + "0".repeat(36) + "1")),
                arguments("texts of one number", s("300"), s("300.0")),
                arguments("types", s("1"), n("1")),
                arguments("a list in another order", l(s("a"), s("b")), l(s("b"), s("a"))),
                arguments("a list and a set", l(s("a")), ss("a")),
                arguments("NULL and an empty string", nul(), s("")),
                arguments("NULL within, and absence", m(Map.of("x", nul())), m(Map.of())),
                arguments("deep within", m(Map.of("x", l(n("1")))), m(Map.of("x", l(n("2"))))));
    }

    @Test
    void comparesAtAPath() {
        ItemDiff diff = diff(
                Map.of("a", m(Map.of("same", n("1"), "other", l(n("1"), n("2"))))),
                Map.of("a", m(Map.of("same", n("1.0"), "other", l(n("1"), n("3"))))));

        assertThat(diff.changed("a")).isTrue();
        assertThat(diff.changed("a.same")).isFalse();
        assertThat(diff.changed("a.other[0]")).isFalse();
        assertThat(diff.changed("a.other[1]")).isTrue();
        assertThat(diff.changed("a.nowhere")).isFalse();
    }

    @Test
    void noticesWhatAppearsAndDisappears() {
        ItemDiff diff = diff(Map.of("gone", n("1"), "null", nul()), Map.of("new", s("x")));

        assertThat(diff.differences())
                .isEqualTo(Map.of(
                        "gone", new Difference(Optional.of(BigDecimal.ONE), Optional.empty()),
                        "new", new Difference(Optional.empty(), Optional.of("x")),
                        "null", new Difference(Optional.empty(), Optional.empty())));
    }

    @Test
    void keepsNullAndAbsentApart() {
        assertThat(diff(Map.of("a", nul()), Map.of()).changed("a")).isTrue();
        assertThat(diff(Map.of(), Map.of("a", nul())).changed("a")).isTrue();
        assertThat(diff(Map.of(), Map.of()).changed("a")).isFalse();
    }

    @Test
    void comparesAttributesWhoseNamesArePaths() {
        ItemDiff diff = diff(Map.of("a.b", n("1"), "c[0]", n("1"), "d\\", n("1")), Map.of("a.b", n("2")));

        assertThat(diff.differences()).containsOnlyKeys("a.b", "c[0]", "d\\");
        assertThat(diff.changed("a\\.b")).isTrue();
        assertThat(diff.changed("a.b")).isFalse();
    }

    private static ItemDiff diff(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        return new ItemDiff(Item.of(before), Item.of(after));
    }
}
