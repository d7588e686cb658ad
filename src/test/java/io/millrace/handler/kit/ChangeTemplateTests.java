package io.millrace.handler.kit;

import static io.millrace.handler.kit.Texts.CHANGE;
import static io.millrace.handler.kit.Texts.text;
import static io.millrace.handler.kit.Texts.timed;
import static io.millrace.testkit.Attributes.n;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.handler.kit.ChangeTemplate.Escaping;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template makes of a change. */
class ChangeTemplateTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "{{event}} of {{table}}: {{keys.PK}}          ~ MODIFY of Products: USER#1",
                "{{old.price}} to {{new.price}}               ~ 12345678901234567890.10 to 1000",
                "{{new.album.title}}, {{new.album.a\\.b}}     ~ Blue, dotted",
                "{{new.tags[1]}}                              ~ y",
                "{{#new.tags}}<{{.}}>{{/new.tags}}            ~ <x><y>",
                "{{^new.none}}none{{/new.none}}       ~ none",
                "{{new.binary}}                               ~ AQI=",
                "{{new.parts}} of {{new.tags}}                ~ [\"AQI=\"] of [\"x\",\"y\"]",
                "{{keys}}                                     ~ {\"PK\":\"USER#1\"}",
                "{{new.none ?: not given}}                    ~ not given",
                "[{{new.empty ?: not given}}]                 ~ []",
                "{{new.a\\|b}}                                ~ piped",
                "{{keys.PK}}#{{new.time | date}}              ~ USER#1#2026-11-22",
                "{{new.none | date ?: never}}                 ~ never",
            })
    void fillsInWhatTheChangeHas(String template, String text) {
        assertThat(ChangeTemplate.parse(template, Escaping.NONE).of(CHANGE)).isEqualTo(text);
    }

    @Test
    void takesNothingFromTheChangeForATemplateOrForMarkup() {
        assertThat(ChangeTemplate.parse("{{new.title}}", Escaping.NONE).of(CHANGE))
                .isEqualTo("<b>{{old.price}}</b>");
        assertThat(ChangeTemplate.parse("{{new.title}}", Escaping.HTML).of(CHANGE))
                .isEqualTo("&lt;b&gt;{{old.price}}&lt;/b&gt;");
    }

    @Test
    void saysWhatIsMissing() {
        ChangeTemplate text = ChangeTemplate.parse("Dear {{new.customer.name}}", Escaping.NONE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> text.of(CHANGE))
                .withMessageStartingWith("the template can't be filled in: ")
                .withMessageContaining("new.customer.name")
                .withMessageNotContaining("Blue");
    }

    @Test
    void takesNoMemoryForANumberThatNoItemHolds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text("{{new.time}}", timed(n("1E+999999999"))))
                .withMessage(
                        "the template can't be filled in: an attribute of type N holds no number that DynamoDB has: "
                                + "up to 38 digits, and a magnitude from 1E-130 to 9.99E+125");
    }

    @Test
    void keepsTheTypeOfASinglePlace() {
        assertThat(value("{{new.price}}")).isEqualTo(new BigDecimal("1E+3"));
        assertThat(value("{{new.none ?: 0}}")).isEqualTo(BigDecimal.ZERO);
        assertThat(value("{{new.none ?: 007}}")).isEqualTo("007");
        assertThat(value("{{new.tags}}")).isEqualTo(List.of("x", "y"));
        assertThat(value("{{new.time | year}}")).isEqualTo("2026");
        assertThat(value("{{new.price}}.")).isEqualTo("1000.");
        assertThat(value("5")).isEqualTo("5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> value("{{new.none}}"))
                .withMessage("the template can't be filled in: the change has no 'new.none'");
    }

    @Test
    void isAboutAnotherImageWhereToldTo() {
        ChangeTemplate text = ChangeTemplate.parse("{{keys.PK}} {{new.price}} {{old.price ?: none}}", Escaping.NONE);

        assertThat(text.of(CHANGE, CHANGE.oldItem())).isEqualTo("USER#1 12345678901234567890.10 none");
    }

    @Test
    void tellsWhatItNeedsOfAChange() {
        ChangeTemplate text = ChangeTemplate.parse("{{keys.PK}} {{#new.tags}}x{{/new.tags}}", Escaping.NONE);

        assertThat(List.of("new", "keys")).allMatch(text::names);
        assertThat(List.of("old", "event", "table")).noneMatch(text::names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{nwe.title}}",
                "{{event.x}}",
                "{{new..x}}",
                "{{#items}}{{/items}}",
                "{{> other}}",
                "{{new.title",
                "{{#new.tags}}"
            })
    void refusesWhatCanNotBeRight(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> ChangeTemplate.parse(template, Escaping.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{}}", "a {{ }} b", "{{{}}}", "{{&}}"})
    void refusesAPlaceWithoutAName(String template) {
        for (Escaping escaping : Escaping.values()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ChangeTemplate.parse(template, escaping))
                    .withMessage("the template has a place without a name: {{}}.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{new.time ?: never | date}}", "{{{new.time ?: 0 |date }}}", "{{old.time?:|date}}"})
    void refusesAFilterBehindWhatStandsForAMissingValue(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeTemplate.parse(template, Escaping.NONE))
                .withMessage(
                        "the template has the filter 'date' behind '?:'. Write it before, such as {{new.time | date ?: never}}.");
    }

    @Test
    void takesABarBehindWhatStandsForAMissingValue() {
        assertThat(text("{{new.none ?: a | b}} {{new.none ?: a \\| date}}", CHANGE))
                .isEqualTo("a | b a \\| date");
    }

    private static Object value(String template) {
        return ChangeTemplate.parse(template, Escaping.NONE).value(CHANGE);
    }
}
