package io.millrace.handler.ready;

import static io.millrace.testkit.Attributes.b;
import static io.millrace.testkit.Attributes.bool;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Attributes.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ready.ChangeText.Escaping;
import io.millrace.testkit.Records;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTextTests {

    private static final Change<Item> CHANGE = Change.of(
            Records.modify()
                    .table("Products")
                    .key("PK", s("USER#1"))
                    .before("price", n("12345678901234567890.10"))
                    .after("price", n("1E+3"))
                    .after("title", s("<b>{{old.price}}</b>"))
                    .after("album", new AttributeValue().withM(Map.of("a.b", s("dotted"), "title", s("Blue"))))
                    .after("parts", new AttributeValue().withBS(ByteBuffer.wrap(new byte[] {1, 2})))
                    .after("tags", new AttributeValue().withL(List.of(s("x"), s("y"))))
                    .after("binary", new AttributeValue().withB(ByteBuffer.wrap(new byte[] {1, 2})))
                    .after("empty", s(""))
                    .after("a|b", s("piped"))
                    .after("time", s("2026-11-21T23:30:00.123-02:00"))
                    .build(),
            "Products");

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
        assertThat(ChangeText.parse(template, Escaping.NONE).of(CHANGE)).isEqualTo(text);
    }

    @Test
    void standsInJsonAsATextOrAsAValue() {
        String template = "{\"title\": \"{{new.title}}\", \"tags\": {{{new.tags}}}, \"keys\": {{{keys}}}}";

        assertThat(ChangeText.parse(template, Escaping.JSON).of(CHANGE))
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
                .isThrownBy(() -> ChangeText.parse(template.replace('\'', '"'), Escaping.JSON)
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

        assertThat(ChangeText.parse(template, Escaping.JSON).of(change))
                .isEqualTo("{\"a\": 1.50, \"b\": null, \"c\": [\"x\"], \"d\": [7,1.50], \"e\": true, "
                        + "\"f\": {\"price\":1.50,\"tags\":[\"x\"],\"yes\":true,\"album\":{\"tracks\":7}}}");
    }

    @Test
    void saysWhatIsMissingInJson() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeText.parse("{\"a\": {{{new.none}}}}", Escaping.JSON)
                        .of(CHANGE))
                .withMessage("the template can't be filled in: No key, method or field with name 'new.none' on line 1");
    }

    @Test
    void refusesOtherDelimitersInJson() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeText.parse("{\"a\": {{=<% %>=}}<%&new.title%>}", Escaping.JSON))
                .withMessage("the template changes its delimiters, which a text of JSON can't.");
    }

    @Test
    void takesNothingFromTheChangeForATemplateOrForMarkup() {
        assertThat(ChangeText.parse("{{new.title}}", Escaping.NONE).of(CHANGE)).isEqualTo("<b>{{old.price}}</b>");
        assertThat(ChangeText.parse("{{new.title}}", Escaping.HTML).of(CHANGE))
                .isEqualTo("&lt;b&gt;{{old.price}}&lt;/b&gt;");
    }

    @Test
    void saysWhatIsMissing() {
        ChangeText text = ChangeText.parse("Dear {{new.customer.name}}", Escaping.NONE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> text.of(CHANGE))
                .withMessageStartingWith("the template can't be filled in: ")
                .withMessageContaining("new.customer.name")
                .withMessageNotContaining("Blue");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-21T10:59:59.9Z    | 2026-11-21T10 | 2026-11-21 | 2026-11",
                "2026-11-21T10:30:00+10:45 | 2026-11-20T23 | 2026-11-20 | 2026-11",
                "2026-11-01T00:00+0030     | 2026-10-31T23 | 2026-10-31 | 2026-10",
                "2026-11-21 10:30:00       | 2026-11-21T10 | 2026-11-21 | 2026-11",
                "2026-11-21                | 2026-11-21T00 | 2026-11-21 | 2026-11",
            })
    void cutsTimesInUtc(String time, String hour, String date, String month) {
        Change<Item> change = timed(s(time));

        assertThat(text("{{new.time | hour}}", change)).isEqualTo(hour);
        assertThat(text("{{new.time | date}}", change)).isEqualTo(date);
        assertThat(text("{{new.time|month}}", change)).isEqualTo(month);
        assertThat(text("{{ new.time | year }}", change)).isEqualTo("2026");
    }

    @ParameterizedTest
    @CsvSource({
        "1795258800,2026-11-21T11",
        "1795258800123,2026-11-21T11",
        "1795258800123456,2026-11-21T11",
        "1795258800123456789,2026-11-21T11",
        "0,1970-01-01T00",
        "12.75,1970-01-01T00",
    })
    void cutsNumbersOfAnyUnit(String number, String hour) {
        assertThat(text("{{new.time | hour}}", timed(n(number)))).isEqualTo(hour);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "", "2026-13-01", "10:30", "2026-11-21T25:00Z"})
    void failsWhereATimeIsNoneWithoutSayingWhatItIs(String time) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> text("{{new.time | date}}", timed(s(time))))
                .withMessage("the template can't be filled in: 'new.time': it is no time: neither ISO 8601, "
                        + "nor a number since 1970");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1E+400", "1E+20"})
    void failsWhereANumberIsNoTime(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> text("{{new.time | date}}", timed(n(number))));
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
        ChangeText text = ChangeText.parse("{{keys.PK}} {{new.price}} {{old.price ?: none}}", Escaping.NONE);

        assertThat(text.of(CHANGE, CHANGE.oldItem())).isEqualTo("USER#1 12345678901234567890.10 none");
    }

    @Test
    void tellsWhatItNeedsOfAChange() {
        ChangeText text = ChangeText.parse("{{keys.PK}} {{#new.tags}}x{{/new.tags}}", Escaping.NONE);

        assertThat(List.of("new", "keys")).allMatch(text::names);
        assertThat(List.of("old", "event", "table")).noneMatch(text::names);
    }

    @Test
    void refusesAFilterThatThereIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChangeText.parse("{{new.time | day}}", Escaping.NONE))
                .withMessage("the template has no filter 'day'. Filters cut times: hour, date, month, year.");
    }

    private static Change<Item> timed(AttributeValue time) {
        return Records.insert().key("id", s("a")).after("time", time).change();
    }

    private static String text(String template, Change<Item> change) {
        return ChangeText.parse(template, Escaping.NONE).of(change);
    }

    private static Object value(String template) {
        return ChangeText.parse(template, Escaping.NONE).value(CHANGE);
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
        assertThatIllegalArgumentException().isThrownBy(() -> ChangeText.parse(template, Escaping.NONE));
    }
}
