package io.millrace.change;

import static io.millrace.testkit.Attributes.b;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.nul;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemKeyTests {

    @Test
    void hasADigestThatIsEqualForEqualKeysAlone() {
        List<Map<String, AttributeValue>> different = List.of(
                Map.of("id", s("7")),
                Map.of("id", n("7")),
                Map.of("id", s("")),
                Map.of("id", b(7)),
                Map.of("id", s("a"), "sort", s("b")),
                Map.of("id", s("b"), "sort", s("a")),
                Map.of("id", s("a1:S"), "sort", s("b")));

        assertThat(different.stream().map(ItemKey::of).map(ItemKey::digest))
                .doesNotHaveDuplicates()
                .allMatch(digest -> digest.matches("[0-9a-f]{32}"));
        assertThat(ItemKey.of(Map.of("id", n("7.0"))).digest())
                .isEqualTo(ItemKey.of(Map.of("id", n("7"))).digest());
        assertThat(ItemKey.of(Map.of("id", b(7))).digest())
                .isEqualTo(ItemKey.of(Map.of("id", b(7))).digest());
    }

    @Test
    void takesEqualNumbersForOneItem() {
        assertThat(key("id", n("7"))).isEqualTo(key("id", n("7.0"))).hasSameHashCodeAs(key("id", n("7.0")));
        assertThat(key("id", n("700"))).isEqualTo(key("id", n("7E2"))).hasSameHashCodeAs(key("id", n("7E2")));
        assertThat(key("id", n("0"))).isEqualTo(key("id", n("0.00"))).hasSameHashCodeAs(key("id", n("-0")));
        assertThat(key("id", n("7"), "at", n("1.10"))).isEqualTo(key("id", n("7.0"), "at", n("1.1")));
    }

    @Test
    void keepsTypesApart() {
        assertThat(key("id", s("7"))).isNotEqualTo(key("id", n("7")));
        assertThat(key("id", s("7"), "at", n("1"))).isNotEqualTo(key("id", n("7"), "at", n("1")));
        assertThat(key("id", s("7"))).isNotEqualTo(key("id", s("7.0")));
    }

    @Test
    void comparesBinaryByItsBytes() {
        assertThat(key("id", b(1, 2))).isEqualTo(key("id", b(1, 2))).hasSameHashCodeAs(key("id", b(1, 2)));
        assertThat(key("id", b(1, 2))).isNotEqualTo(key("id", b(1, 3)));
    }

    @Test
    void takesKeysInAnyOrder() {
        ItemKey one = key("id", s("a"), "at", n("1"));

        assertThat(one).isEqualTo(key("at", n("1"), "id", s("a"))).hasSameHashCodeAs(key("at", n("1"), "id", s("a")));
    }

    @Test
    void doesNotMixUpWhichKeyIsWhich() {
        assertThat(key("id", s("a"), "at", s("b"))).isNotEqualTo(key("id", s("b"), "at", s("a")));
        assertThat(key("id", s("a"), "at", s("b"))).isNotEqualTo(key("id", s("a")));
    }

    @Test
    void refusesAKeyThatIsNull() {
        assertThatThrownBy(() -> key("id", nul()))
                .isInstanceOf(MalformedRecordException.class)
                .hasMessage("a key attribute is NULL; keys are of type S, N or B");
    }

    @Test
    void writesNoValues() {
        assertThat(key("id", s("secret")).toString()).startsWith("ItemKey@").doesNotContain("secret");
    }

    private static ItemKey key(String name, AttributeValue value) {
        return ItemKey.of(Map.of(name, value));
    }

    private static ItemKey key(String first, AttributeValue firstValue, String second, AttributeValue secondValue) {
        Map<String, AttributeValue> keys = new LinkedHashMap<>();
        keys.put(first, firstValue);
        keys.put(second, secondValue);
        return ItemKey.of(keys);
    }
}
