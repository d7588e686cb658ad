package io.millrace.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testkit.Attributes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTests {

    private static final String OUTSIDE =
            "no number that DynamoDB has: up to 38 digits, and a magnitude from 1E-130 to 9.99E+125";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.00",
                "+7",
                "7.",
                ".5",
                "1.50",
                "3e2",
                "1E-130",
                "-9.9999999999999999999999999999999999999E+125",
                "100E+123",
                "0.1E-129",
                "99999999999999999999999999999999999999000",
                "00000000000000000000000000000000000000000000001.00",
            })
    void readsWhatDynamoDbHas(String text) {
        assertThat(Numbers.read(text)).isEqualTo(new BigDecimal(text));
    }

    @Test
    void readsNumbersThatAreWrittenOut() {
        String largest = "-" + "9".repeat(38) + "0".repeat(88);
        String smallest = "-0." + "0".repeat(129) + "1".repeat(38);

        assertThat(Numbers.read(largest)).isEqualTo(new BigDecimal(largest));
        assertThat(Numbers.read(smallest)).isEqualTo(new BigDecimal(smallest));
    }

    /** A hundred million zeros behind the point are no other zero, and need no memory. */
    @ParameterizedTest
    @ValueSource(strings = {"0E+100000000", "0E-100000000"})
    void takesTheExponentFromZero(String text) {
        assertThat(Numbers.read(text)).isEqualTo(BigDecimal.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", ".", "x", "1,5", " 1", "1 ", "0x10", "1E", "1E+", "1E1.5", "--1", "NaN", "٣", "1e٣"})
    void refusesWhatIsNoNumber(String text) {
        assertThatThrownBy(() -> Numbers.read(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("no number");
    }

    @Test
    void requiresOfTextsWhatItReads() {
        List<String> texts = List.of("");
        for (int length = 1; length <= 5; length++) {
            texts = texts.stream()
                    .flatMap(
                            text -> Stream.of("0", "7", ".", "-", "+", "E", "x").map(text::concat))
                    .toList();
            assertThat(texts)
                    .allSatisfy(text ->
                            assertThat(taken(text, Numbers::require)).as(text).isEqualTo(taken(text, Numbers::read)));
        }
    }

    private static boolean taken(String text, Consumer<String> reader) {
        try {
            reader.accept(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void refusesWhatDynamoDbHasNotInNoTime(String text) {
        assertThatThrownBy(() -> Numbers.read(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage(OUTSIDE);
        assertThatThrownBy(() -> Numbers.require(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage(OUTSIDE);
        assertThatThrownBy(() -> Item.of(Map.of("n", Attributes.n(text))).find("n"))
                .isInstanceOf(AttributeException.class)
                .hasMessage("an attribute of type N holds " + OUTSIDE);
    }

    static Stream<Named<String>> refusesWhatDynamoDbHasNotInNoTime() {
        return Stream.of(
                        "1E+126",
                        "-1E-131",
                        "1E+10000000",
                        "1E+100000000",
                        "1E-2147483647",
                        "1E99999999999",
                        "0E99999999999",
                        "1" + "0".repeat(37) + "1",
                        "9".repeat(1_000_000),
                        "0." + "1".repeat(1_000_000),
                        "1E" + "1".repeat(1_000_000))
                .map(text -> Named.of(text.substring(0, Math.min(14, text.length())), text));
    }
}
