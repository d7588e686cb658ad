package io.millrace.handler.ready;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ready.ChangeText.Escaping;
import io.millrace.testkit.Records;
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
                    .after("tags", new AttributeValue().withL(List.of(s("x"), s("y"))))
                    .after("binary", new AttributeValue().withB(ByteBuffer.wrap(new byte[] {1, 2})))
                    .after("empty", s(""))
                    .build(),
            "Products");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "{{event}} of {{table}}: {{keys.PK}}          | MODIFY of Products: USER#1",
                "{{old.price}} to {{new.price}}               | 12345678901234567890.10 to 1000",
                "{{new.album.title}}, {{new.album.a\\.b}}     | Blue, dotted",
                "{{new.tags[1]}}                              | y",
                "{{#new.tags}}<{{.}}>{{/new.tags}}            | <x><y>",
                "{{^new.none}}none{{/new.none}}       | none",
                "{{new.binary}}                               | AQI=",
                "{{new.none ?: not given}}                    | not given",
                "[{{new.empty ?: not given}}]                 | []",
            })
    void fillsInWhatTheChangeHas(String template, String text) {
        assertThat(ChangeText.parse(template, Escaping.NONE).of(CHANGE)).isEqualTo(text);
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
    @ValueSource(strings = {"{{nwe.title}}", "{{#items}}{{/items}}", "{{> other}}", "{{new.title", "{{#new.tags}}"})
    void refusesWhatCanNotBeRight(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> ChangeText.parse(template, Escaping.NONE));
    }
}
