package io.millrace.handler.kit;

import static io.millrace.handler.kit.Texts.CHANGE;
import static io.millrace.testkit.Attributes.b;
import static io.millrace.testkit.Attributes.bool;
import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Attributes.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.ChangeTemplate.Escaping;
import io.millrace.testkit.Records;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template of JSON makes of a change. */
class ChangeTemplateJsonTests {

    @Test
    void standsInJsonAsATextOrAsAValue() {
        String template = "{\"title\": \"{{new.title}}\", \"tags\": {{{new.tags}}}, \"keys\": {{{keys}}}}";

        assertThat(ChangeTemplate.parse(template, Escaping.JSON).of(CHANGE))
                .isEqualTo(
                        "{\"title\": \"<b>{{old.price}}</b>\", \"tags\": [\"x\",\"y\"], \"keys\": {\"PK\":\"USER#1\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{'album': {{{new.title}}}} ; new.title",
                "{'album': '{{{ new.title }}}'} ; new.title",
                "{'album': {{&new.title}}} ; new.title",
                "{'album': {{ & new.title }}} ; new.title",
                "{'date': {{{new.time | date}}}} ; new.time",
                "{'binary': {{{new.binary}}}} ; new.binary",
                "{'a': {{{event}}}} ; event",
                "{'a': [{{#new.tags}}{{{.}}}{{/new.tags}}]} ; .",
                "{'a': [{{#new.tags}}{{{this}}}{{/new.tags}}]} ; this",
                "{'a': {{#new.album}}{{{title}}}{{/new.album}}} ; title",
            })
    void putsNoTextIntoJsonUnescaped(String template, String name) {
        Change<Item> change = Records.modify()
                .key("PK", s("USER#1"))
                .after("title", s("1, \"admin\": true"))
                .after("time", s("2026-11-21"))
                .after("binary", b(1))
                .after("tags", ss("x"))
                .after("album", m(Map.of("title", s("1"))))
                .change();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeTemplate.parse(template.replace('\'', '"'), Escaping.JSON)
                        .of(change))
                .withMessage(
                        "the template can't be filled in: '%s' is a text in three braces, where it could add fields to the "
                                + "JSON. Write it in two, in quotes: \"{{%s}}\"",
                        name, name);
    }

    @Test
    void putsIntoJsonWhatIsNoTextAndWhatTheTemplateSays() {
        String template = "{\"a\": {{{new.price}}}, \"b\": {{{new.none ?: null}}}, \"c\": {{& new.tags }}, "
                + "\"d\": [{{#new.album}}{{{tracks}}},{{{new.price}}}{{/new.album}}], \"e\": {{{new.yes}}}, \"f\": {{{new}}}}";
        Change<Item> change = Records.modify()
                .key("PK", s("USER#1"))
                .after("price", n("1.50"))
                .after("tags", ss("x"))
                .after("yes", bool(true))
                .after("album", m(Map.of("tracks", n("7"))))
                .change();

        assertThat(ChangeTemplate.parse(template, Escaping.JSON).of(change))
                .isEqualTo("{\"a\": 1.50, \"b\": null, \"c\": [\"x\"], \"d\": [7,1.50], \"e\": true, "
                        + "\"f\": {\"price\":1.50,\"tags\":[\"x\"],\"yes\":true,\"album\":{\"tracks\":7}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{'a': {{new.album}}} ; {'a': {'title':'q\\'t'}}",
                "{'a': {{ new.tags }}, 'b': {{new.price}}} ; {'a': ['x'], 'b': 1.50}",
                "{'a': {{new.yes}}, 'b': {{new.none ?: null}}} ; {'a': true, 'b': null}",
                "{'a': {{new.whole}}, 'b': {{new.time | year}}} ; {'a': -44.5e3, 'b': 2026}",
                "{'a': [{{#new.numbers}}{{.}},{{/new.numbers}}0]} ; {'a': [1,2,0]}",
                "{'a': {{#new.yes}}'{{new.title}}'{{/new.yes}}{{^new.yes}}{{new.price}}{{/new.yes}}} ; {'a': '1, \\'admin\\': true'}",
                "{'a': '\\'{{new.title}}'} ; {'a': '\\'1, \\'admin\\': true'}",
                "{'a': '{{new.none ?: 'x'}}', 'b': {{new}}} ; {'a': '\\'x\\'', 'b': ALL}",
                "{'a': '{{{new.price}}} {{{new.yes}}}'} ; {'a': '1.50 true'}",
                "{'a': {{#new.yes}}'{{/new.yes}}{{new.title}}'} ; {'a': '1, \\'admin\\': true'}",
            })
    void putsIntoJsonOutsideQuotesWhatIsJson(String template, String text) {
        String all =
                "{\"title\":\"1, \\\"admin\\\": true\",\"price\":1.50,\"tags\":[\"x\"],\"numbers\":[1,2],\"yes\":true,"
                        + "\"whole\":\"-44.5e3\",\"time\":\"2026-11-21\",\"album\":{\"title\":\"q\\\"t\"}}";

        assertThat(ChangeTemplate.parse(template.replace('\'', '"'), Escaping.JSON)
                        .of(someOfAll()))
                .isEqualTo(text.replace('\'', '"').replace("ALL", all));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{'a': {{new.title}}} ; new.title",
                "{'a': [{{new.title}}]} ; new.title",
                "{'a': {{new.time | date}}} ; new.time",
                "{'a': {{event}}} ; event",
                "{'a': [{{#new.tags}}{{.}}{{/new.tags}}]} ; .",
                "{'a': '\\\\', 'b': {{new.title}}} ; new.title",
            })
    void putsNoTextIntoJsonOutsideQuotes(String template, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeTemplate.parse(template.replace('\'', '"'), Escaping.JSON)
                        .of(someOfAll()))
                .withMessage(
                        "the template can't be filled in: '%s' is a text outside quotes, where it is not JSON. Write it in "
                                + "quotes: \"{{%s}}\"",
                        name, name);
    }

    @Test
    void putsNoMapIntoATextOfJsonUnescaped() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeTemplate.parse("{\"a\": \"{{{new.album}}}\"}", Escaping.JSON)
                        .of(someOfAll()))
                .withMessage(
                        "the template can't be filled in: 'new.album' is a map, list or set in quotes and three braces, where "
                                + "it is not JSON. Leave out the quotes, or write it in two: \"{{new.album}}\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "[{{event}}] {{new.album}} ; [MODIFY] {'title':'q\\'t'}",
                "[1] {{new.title}} ; [1] 1, 'admin': true",
                "[{{new.price}}, {{new.yes}}] ; [1.50, true]",
                "{{#new.yes}}{'a': {{new.album}}}{{/new.yes}} ; {'a': {'title':'q\\'t'}}",
                "{{! a comment }} [ '{{new.title}}' ]{{! 'end }} ; [ '1, \\'admin\\': true' ]",
            })
    void tellsMessagesOfJsonFromTexts(String template, String text) {
        assertThat(SettingChecks.message("message", template.replace('\'', '"'), null, null)
                        .apply(someOfAll())
                        .strip())
                .isEqualTo(text.replace('\'', '"'));
    }

    private static Change<Item> someOfAll() {
        return Records.modify()
                .key("PK", s("USER#1"))
                .after("title", s("1, \"admin\": true"))
                .after("price", n("1.50"))
                .after("tags", ss("x"))
                .after("numbers", l(n("1"), n("2")))
                .after("yes", bool(true))
                .after("whole", s("-44.5e3"))
                .after("time", s("2026-11-21"))
                .after("album", m(Map.of("title", s("q\"t"))))
                .change();
    }

    @Test
    void saysWhatIsMissingInJson() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeTemplate.parse("{\"a\": {{{new.none}}}}", Escaping.JSON)
                        .of(CHANGE))
                .withMessage("the template can't be filled in: No key, method or field with name 'new.none' on line 1");
    }

    @Test
    void refusesOtherDelimitersInJson() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeTemplate.parse("{\"a\": {{=<% %>=}}<%&new.title%>}", Escaping.JSON))
                .withMessage("the template changes its delimiters, which a text of JSON can't.");
    }
}
