package io.millrace.change;

import static io.millrace.testkit.Attributes.b;
import static io.millrace.testkit.Attributes.bool;
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

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ItemTests {

    private static final String DIGITS_38 = "1234567890123456789012345678901234567.8";

    @Test
    void readsAllTenTypes() {
        Item item = everyType();

        assertThat(item.string("s")).isEqualTo("text");
        assertThat(item.number("n")).isEqualTo(DIGITS_38);
        assertThat(item.bool("bool")).isTrue();
        assertThat(item.binary("b")).isEqualTo(buffer(1, 2, 255));
        assertThat(item.isNull("null")).isTrue();
        assertThat(item.item("m").string("x")).isEqualTo("y");
        assertThat(item.list("l")).isEqualTo(Arrays.asList("a", BigDecimal.ONE, null));
        assertThat(item.stringSet("ss")).isEqualTo(Set.of("a", "b"));
        assertThat(item.numberSet("ns")).isEqualTo(Set.of(BigDecimal.ONE, new BigDecimal("2.5")));
        assertThat(item.binarySet("bs")).isEqualTo(Set.of(buffer(3)));
    }

    @Test
    void keepsNumbersExact() {
        Item item = Item.of(Map.of("n", n("0." + "9".repeat(38)), "big", n("9".repeat(38)), "e", n("1E-130")));

        assertThat(item.number("n")).isEqualTo(new BigDecimal("0." + "9".repeat(38)));
        assertThat(item.number("big")).isEqualTo(new BigDecimal("9".repeat(38)));
        assertThat(item.number("e")).isEqualTo(new BigDecimal("1E-130"));
    }

    @Test
    void followsPaths() {
        Item item = Item.of(
                Map.of("album", m(Map.of("tracks", l(m(Map.of("na.me", s("first"))), s("second")))), "a[0]", s("odd")));

        assertThat(item.string("album.tracks[0].na\\.me")).isEqualTo("first");
        assertThat(item.string("album.tracks[1]")).isEqualTo("second");
        assertThat(item.string("a\\[0]")).isEqualTo("odd");
        assertThat(item.find("album.tracks[2]")).isEmpty();
        assertThat(item.find("album[0]")).isEmpty();
        assertThat(item.find("album.tracks.name")).isEmpty();
        assertThat(item.find("a\\[0].b")).isEmpty();
    }

    @Test
    void keepsAbsentNullAndEmptyApart() {
        Item item = Item.of(Map.of("null", nul(), "empty", s("")));

        assertThat(item.has("absent")).isFalse();
        assertThat(item.isNull("absent")).isFalse();
        assertThat(item.find("absent")).isEmpty();
        assertThat(item.has("null")).isTrue();
        assertThat(item.isNull("null")).isTrue();
        assertThat(item.find("null")).isEmpty();
        assertThat(item.has("empty")).isTrue();
        assertThat(item.isNull("empty")).isFalse();
        assertThat(item.find("empty")).contains("");
    }

    @Test
    void keepsEmptyListsMapsAndSets() {
        Item item = Item.of(Map.of("l", l(), "m", m(Map.of()), "ss", ss(), "b", b()));

        assertThat(item.list("l")).isEmpty();
        assertThat(item.item("m").names()).isEmpty();
        assertThat(item.stringSet("ss")).isEmpty();
        assertThat(item.binary("b").remaining()).isZero();
    }

    @Test
    void keepsTheOrderOfTheRecord() {
        assertThat(everyType().names()).containsExactly("s", "n", "bool", "b", "null", "m", "l", "ss", "ns", "bs");
        assertThat(everyType().toMap().keySet())
                .containsExactlyElementsOf(everyType().names());
        assertThat(everyType().attributeValues().keySet())
                .containsExactlyElementsOf(everyType().names());
    }

    @Test
    void writesJson() {
        assertThat(everyType().toJson())
                .isEqualTo("{\"s\":\"text\",\"n\":" + DIGITS_38 + ",\"bool\":true,\"b\":\"AQL/\",\"null\":null,"
                        + "\"m\":{\"x\":\"y\"},\"l\":[\"a\",1,null],"
                        + "\"ss\":[\"a\",\"b\"],\"ns\":[1,2.5],\"bs\":[\"Aw==\"]}");
    }

    @Test
    void writesTheSameJsonTwice() {
        Item item = Item.of(Map.of("b", b(1, 2)));

        assertThat(item.toJson()).isEqualTo(item.toJson()).isEqualTo("{\"b\":\"AQI=\"}");
    }

    @Test
    void equalsAnItemThatSaysTheSame() {
        Item one = Item.of(Map.of("n", n("300"), "ss", ss("a", "b"), "l", l(n("1"))));
        Item other = Item.of(Map.of("l", l(n("1.0")), "ss", ss("b", "a"), "n", n("300.0")));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(Item.of(Map.of("n", n("300")))).isNotEqualTo(null);
        assertThat(Item.of(Map.of("a", nul()))).isNotEqualTo(Item.of(Map.of("a", s(""))));
    }

    private static Item everyType() {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put("s", s("text"));
        attributes.put("n", n(DIGITS_38));
        attributes.put("bool", bool(true));
        attributes.put("b", b(1, 2, 255));
        attributes.put("null", nul());
        attributes.put("m", m(Map.of("x", s("y"))));
        attributes.put("l", l(s("a"), n("1"), nul()));
        attributes.put("ss", ss("a", "b"));
        attributes.put("ns", ns("1", "2.5"));
        attributes.put("bs", bs(buffer(3)));
        return Item.of(attributes);
    }

    @Test
    void readsPlainValuesOfEveryType() {
        assertThat(everyType().toMap())
                .containsEntry("l", Arrays.asList("a", BigDecimal.ONE, null))
                .containsEntry("null", null)
                .containsEntry("m", Map.of("x", "y"))
                .containsEntry("bs", Set.of(buffer(3)));
        assertThat(List.copyOf(everyType().stringSet("ss"))).containsExactly("a", "b");
    }

    @Test
    void isOneLineAsText() {
        assertThat(Item.of(Map.of("a\nb", s("c\u001b[2K\u202e")))).hasToString("{a\\nb=c\\u001b[2K\\u202e}");
    }
}
