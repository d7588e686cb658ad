package io.millrace.binding;

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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Item;
import io.millrace.handler.UnreadableImageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;

/** Images as records of the application. */
class TypedImageTests {

    record Numbers(int i, long l, BigDecimal d, Integer boxed, BigInteger big) {}

    record One<T>(T v) {}

    record Ints(int v) {}

    record Longs(long v) {}

    record Decimals(BigDecimal v) {}

    record Doubles(double v) {}

    record Picky(String v) {
        Picky {
            throw new IllegalArgumentException("too picky");
        }
    }

    record Sets(Set<String> texts, Set<BigDecimal> numbers, List<byte[]> binaries) {}

    record Owner(String name, Pet pet, List<Pet> others, Map<String, Integer> ages) {}

    @ParameterizedTest
    @ValueSource(strings = {"999", "999.0", "9.99E2"})
    void readsAWholeNumberIntoAnyNumber(String number) {
        Map<String, AttributeValue> item =
                Map.of("i", n(number), "l", n(number), "d", n(number), "boxed", n(number), "big", n(number));
        Numbers numbers = read(Numbers.class, item);

        assertThat(numbers.d()).isEqualByComparingTo("999");
        assertThat(numbers).isEqualTo(new Numbers(999, 999, numbers.d(), 999, BigInteger.valueOf(999)));
    }

    @ParameterizedTest
    @CsvSource({"2.7", "0.1", "2147483648", "-2147483649", "1E+30"})
    void doesNotCutANumberForAnInt(String number) {
        assertUnreadable(Ints.class, Map.of("v", n(number)), "v");
    }

    @ParameterizedTest
    @CsvSource({"2.7", "9223372036854775808", "1E+30"})
    void doesNotCutANumberForALong(String number) {
        assertUnreadable(Longs.class, Map.of("v", n(number)), "v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.12345678901234567890123456789012345678",
                "12345678901234567890123456789012345678",
                "1234567890123456789012345678901234567.8",
                "1E-130",
                "2.50",
            })
    void reads38DigitsExactly(String number) {
        assertThat(read(Decimals.class, Map.of("v", n(number))).v()).isEqualTo(new BigDecimal(number));
    }

    @Test
    void readsANumberIntoADouble() {
        assertThat(read(Doubles.class, Map.of("v", n("2.5"))).v()).isEqualTo(2.5);
    }

    @Test
    void readsSets() {
        Sets sets = read(
                Sets.class, Map.of("texts", ss("a", "b"), "numbers", ns("1", "2.5"), "binaries", bs(buffer(1, 2))));

        assertThat(sets.texts()).containsExactlyInAnyOrder("a", "b");
        assertThat(sets.numbers()).containsExactlyInAnyOrder(BigDecimal.ONE, new BigDecimal("2.5"));
        assertThat(sets.binaries()).containsExactly(new byte[] {1, 2});
    }

    @Test
    void readsBinaryIntoBytes() {
        One<byte[]> one = read(ResolvableType.forClassWithGenerics(One.class, byte[].class), Map.of("v", b(1, 255)));

        assertThat(one.v()).containsExactly(1, 255);
    }

    @Test
    void readsWhatIsNested() {
        Owner owner = read(
                Owner.class,
                Map.of(
                        "name", s("Ann"),
                        "pet", m(Map.of("name", s("Rex"), "price", n("2.5"))),
                        "others", l(m(Map.of("name", s("Tom"))), nul()),
                        "ages", m(Map.of("Rex", n("3")))));

        assertThat(owner.pet()).isEqualTo(new Pet("Rex", new BigDecimal("2.5")));
        assertThat(owner.others()).containsExactly(new Pet("Tom", null), null);
        assertThat(owner.ages()).containsExactly(Map.entry("Rex", 3));
    }

    @Test
    void readsGenericTypes() {
        One<List<Pet>> one = read(
                ResolvableType.forClassWithGenerics(
                        One.class, ResolvableType.forClassWithGenerics(List.class, Pet.class)),
                Map.of("v", l(m(Map.of("name", s("Rex"))))));

        assertThat(one.v()).containsExactly(new Pet("Rex", null));
    }

    record Bounded<T extends Comparable<T>>(T v) {}

    @Test
    void readsARawTypeWhoseBoundNamesItself() {
        assertThat(read(Bounded.class, Map.of()).v()).isNull();
    }

    @Test
    void readsNullForWhatIsMissingOrNull() {
        assertThat(read(Pet.class, Map.of())).isEqualTo(new Pet(null, null));
        assertThat(read(Pet.class, Map.of("name", nul(), "price", nul()))).isEqualTo(new Pet(null, null));
    }

    @Test
    void keepsAnEmptyString() {
        assertThat(read(Pet.class, Map.of("name", s("")))).isEqualTo(new Pet("", null));
    }

    @Test
    void doesNotTakeAMissingOrNullNumberForZero() {
        assertUnreadable(Ints.class, Map.of(), "v");
        assertUnreadable(Ints.class, Map.of("v", nul()), "v");
    }

    @Test
    void passesOverUnknownAttributes() {
        assertThat(read(Pet.class, Map.of("name", s("Rex"), "unknown", m(Map.of("x", bool(true))))))
                .isEqualTo(new Pet("Rex", null));
    }

    @Test
    void refusesAnotherType() {
        assertUnreadable(Pet.class, Map.of("name", l(s("secret"))), "name");
        assertUnreadable(Ints.class, Map.of("v", s("secret")), "v");
        assertUnreadable(Owner.class, Map.of("others", l(nul(), m(Map.of("price", s("secret"))))), "others[1].price");
        assertUnreadable(Owner.class, Map.of("ages", m(Map.of("Rex", s("secret")))), "ages.Rex");
    }

    @Test
    void keepsWhatAConstructorThrowsAsTheCause() {
        assertThatThrownBy(() -> read(Picky.class, Map.of("v", s("x"))))
                .isInstanceOf(UnreadableImageException.class)
                .hasCause(new IllegalArgumentException("too picky"));
    }

    private static void assertUnreadable(Class<?> type, Map<String, AttributeValue> item, String path) {
        assertThatThrownBy(() -> read(type, item))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage("the image can't be read as %s: attribute '%s' is missing or does not fit"
                        .formatted(type.getSimpleName(), path))
                .hasNoCause();
    }

    private static <T> T read(Class<T> type, Map<String, AttributeValue> item) {
        return read(ResolvableType.forClass(type), item);
    }

    private static <T> T read(ResolvableType type, Map<String, AttributeValue> item) {
        return new ImageReaders(JsonMapper::new).<T>of(type, "a test").apply(Item.of(item));
    }
}
