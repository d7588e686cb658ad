package io.millrace.binding;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Item;
import io.millrace.handler.UnreadableImageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;

/** Attributes that do not fit fields of primitive types. */
class PrimitiveImagesTests {

    private static final String LARGE = "1" + "0".repeat(125);

    static class Fields {
        public byte aByte;
        public short aShort;
        public int anInt;
        public long aLong;
        public float aFloat;
        public double aDouble;
        public char aChar;
        public boolean aBoolean;
    }

    @ParameterizedTest
    @ValueSource(strings = {"aByte", "aShort", "anInt", "aLong", "aFloat"})
    void refusesALargeNumberForAPrimitive(String field) {
        refuses(Map.of(field, n(LARGE)), field);
    }

    @ParameterizedTest
    @FieldSource
    void refusesAnotherTypeForAPrimitive(Map<String, AttributeValue> image) {
        refuses(image, image.keySet().iterator().next());
    }

    static final List<Map<String, AttributeValue>> refusesAnotherTypeForAPrimitive = List.of(
            Map.of("aByte", n("200")),
            Map.of("aByte", n("128")),
            Map.of("aFloat", n("1E-60")),
            Map.of("aChar", n("65")),
            Map.of("aChar", s("")),
            Map.of("aBoolean", n("1")),
            Map.of("aBoolean", s("1")),
            Map.of("aBoolean", s("")),
            Map.of("anInt", s("")),
            Map.of("anInt", s("2.5")),
            Map.of("aByte", s("200")),
            Map.of("aFloat", s("1E-60")),
            Map.of("aDouble", s("NaN")));

    @Test
    void readsTextsThatAreExactlyWhatFitsAPrimitive() {
        Map<String, AttributeValue> image = Map.of(
                "aByte", s("-128"),
                "aShort", s("300"),
                "anInt", s("44"),
                "aLong", s("9223372036854775807"),
                "aFloat", s("1.5"),
                "aDouble", s("2.5"),
                "aBoolean", s("true"));

        assertThat(reader().apply(Item.of(image))).usingRecursiveComparison().isEqualTo(fields());
    }

    private static Fields fields() {
        Fields fields = new Fields();
        fields.aByte = -128;
        fields.aShort = 300;
        fields.anInt = 44;
        fields.aLong = Long.MAX_VALUE;
        fields.aFloat = 1.5f;
        fields.aDouble = 2.5;
        fields.aBoolean = true;
        return fields;
    }

    private static ImageReader<Fields> reader() {
        return new ImageReaders(JsonMapper::new).of(ResolvableType.forClass(Fields.class), "a test");
    }

    private static void refuses(Map<String, AttributeValue> image, String path) {
        assertThatThrownBy(() -> reader().apply(Item.of(image)))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage(
                        "the image can't be read as Fields: attribute '%s' is missing or does not fit".formatted(path))
                .hasNoCause();
    }
}
