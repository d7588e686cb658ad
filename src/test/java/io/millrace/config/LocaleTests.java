package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.testkit.Locales;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration means the same on a machine of any language, also where digits are others than 0 to 9. */
class LocaleTests {

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "de-CH", "ar-EG"})
    void findsHowElementsOfListsAreSpelt(String language) {
        assertThat(mistakes(language, Yaml.of("""
                millrace.tables.things:
                  routes.a: { changed: [a, NO], handler: audit }
                """)))
                .contains(
                        "millrace.tables.things.routes.a.changed[1]: YAML reads NO as false. Write it in quotes: \"NO\".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "de-CH", "ar-EG"})
    void tellsHowAVariableSpellsANameWithDashes(String language) {
        assertThat(mistakes(
                        language,
                        Yaml.of("millrace.tables.items-i-like.routes.a.handler: audit")
                                .with("MILLRACE_TABLES_ITEMS_I_LIKE_NAME", "x")))
                .contains("millrace.tables: a variable spells 'items-i-like' without dashes and underscores: write "
                        + "MILLRACE_TABLES_ITEMSILIKE_NAME.");
    }

    private static String mistakes(String language, Yaml yaml) {
        return Locales.in(language, () -> assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(yaml::read)
                .actual()
                .getMessage());
    }
}
