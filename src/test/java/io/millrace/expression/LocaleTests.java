package io.millrace.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Locales;
import io.millrace.testkit.Records;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.expression.EvaluationException;

/** A condition and what is said of it are the same on a machine of any language. */
class LocaleTests {

    private static final Change<Item> CHANGE =
            Records.insert().key("id", Attributes.s("INFO ITEM")).change();

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "de-CH", "ar-EG"})
    void givesTheSameVerdictAndMessages(String language) {
        assertThat(Locales.in(language, () -> When.parse("keys.id.toLowerCase() == 'info item'")
                        .isMet(CHANGE)))
                .isTrue();
        assertThat(message(language, "2 ^ 99999 > 1"))
                .isEqualTo("'2 ^ 99999 > 1' fails: a result has more than 1,000 digits");
        assertThat(message(language, "'xy' * 2147483647 == ''"))
                .isEqualTo(
                        "''xy' * 2147483647 == ''' fails: it takes more than the 10,000,000 steps that a condition has");
    }

    private static String message(String language, String expression) {
        return Locales.in(language, () -> assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> When.parse(expression).isMet(CHANGE))
                .actual()
                .getMessage());
    }
}
