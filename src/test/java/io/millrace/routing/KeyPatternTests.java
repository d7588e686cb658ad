package io.millrace.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPatternTests {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "exact, 123, 123, false",
        "a prefix, PET#*, PET#, true",
        "the empty prefix, *, '', true",
        "a star as a character, 5\\*, 5*, false",
        "a backslash as a character, a\\\\b, a\\b, false",
        "a prefix that ends in a star, 5\\**, 5*, true",
        "a prefix that ends in a backslash, a\\\\*, a\\, true",
        "a star before the end as a character, a\\*b, a*b, false",
        "spaces, ' a ', ' a ', false",
        "what other languages know, '?[a-z]%.', '?[a-z]%.', false",
    })
    void parses(String name, String pattern, String text, boolean prefix) {
        assertThat(KeyPattern.parse(pattern))
                .isEqualTo(new KeyPattern(text, prefix))
                .hasToString(pattern);
    }

    @Test
    void refusesAnEmptyPattern() {
        assertThatThrownBy(() -> KeyPattern.parse(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a key pattern must not be empty: DynamoDB has no empty keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*a", "a*b", "**", "a**", "*\\*"})
    void refusesAStarBeforeTheEnd(String pattern) {
        assertThatThrownBy(() -> KeyPattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'" + pattern
                                + "' has a star before its end; a star is only allowed at the end, and '\\*' is a literal star");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "a\\", "\\a", "C:\\pets\\*"})
    void refusesABackslashThatEscapesNothing(String pattern) {
        assertThatThrownBy(() -> KeyPattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + pattern
                        + "' has a backslash that escapes neither '*' nor '\\'; write '\\\\' for a literal backslash");
    }

    @Property(tries = 200)
    void readsBackWhatItWrites(@ForAll @NotEmpty @Chars({'a', '*', '\\'}) String text, @ForAll boolean prefix) {
        KeyPattern pattern = new KeyPattern(text, prefix);

        assertThat(KeyPattern.parse(pattern.toString())).isEqualTo(pattern);
    }
}
