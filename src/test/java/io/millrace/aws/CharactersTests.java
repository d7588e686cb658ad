package io.millrace.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CharactersTests {

    @ParameterizedTest
    @ValueSource(ints = {0xFFFE, 0xFFFF, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x0, 0x1, 0x8, 0xB, 0xC, 0xE, 0x1F})
    void writesInJsonAsAnEscapeWhatNoQueueTakes(int character) {
        String text = "a" + (char) character + "é";

        String json = Characters.inJson("{\"n\":\"%s\"}".formatted(text));

        assertThat(json).isEqualTo("{\"n\":\"a\\u%04Xé\"}".formatted(character));
        assertThat(JsonMapper.shared().readValue(json, Map.class)).isEqualTo(Map.of("n", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"é\":\t\"\uD83D\uDC15\"}\r\n",
                "\u007F\u0085\uE000\uFFFD\uD7FF",
                "\uD83F\uDFFE\uDBFF\uDFFF"
            })
    void leavesWhatEveryQueueTakesAsItIs(String text) {
        assertThat(Characters.inJson(text)).isSameAs(text);
        assertThat(Characters.checked("the message", "a queue", text)).isSameAs(text);
        assertThat(Characters.whole("the message", text)).isSameAs(text);
    }

    @Test
    void writesEachOfSeveralInARow() {
        assertThat(Characters.inJson("\uFFFF\uFFFE\uD800\uD800\uDC00\uDC00x"))
                .isEqualTo("\\uFFFF\\uFFFE\\uD800\uD800\uDC00\\uDC00x");
    }

    @Test
    void writesJsonOfWhatANameHasToo() {
        String json = Characters.json(generator -> {
            generator.writeStartObject();
            generator.writeStringProperty("a\uFFFF", "b\uD800\u0001\"");
            generator.writeEndObject();
        });

        assertThat(json).isEqualTo("{\"a\\uFFFF\":\"b\\uD800\\u0001\\\"\"}");
    }

    @Test
    void namesTheCharacterThatIsNotTaken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Characters.checked("the message", "a queue", "secret \uFFFF"))
                .withMessage("the message has the character U+FFFF, which a queue does not accept");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Characters.whole("the record", "secret \uDC00"))
                .withMessage("the record contains the unpaired surrogate U+DC00");
        assertThat(Characters.whole("the record", "\uFFFF\u0001")).isEqualTo("\uFFFF\u0001");
    }
}
