package io.millrace.handler.kit;

import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.millrace.change.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeChoiceTests {

    private static final Map<String, AttributeValue> IMAGE = Map.of(
            "id", s("1"),
            "customer", m(Map.of("password", s("secret"))),
            "customer.password", s("dotted"),
            "a[0]*", s("odd"),
            "b\\c", s("backslash"));

    @Test
    void leavesOutWholeAttributes() {
        assertThat(AttributeChoice.of(null, List.of("customer", "b\\c"))
                        .of(Item.of(IMAGE))
                        .toMap())
                .containsOnlyKeys("id", "customer.password", "a[0]*");
        assertThat(AttributeChoice.of(List.of("id", "customer"), List.of("customer"))
                        .of(Item.of(IMAGE))
                        .toMap())
                .containsOnlyKeys("id");
    }

    @Test
    void namesAttributesWithPointsBehindBackslashes() {
        assertThat(AttributeChoice.of(null, List.of("customer\\.password", "a\\[0]\\*"))
                        .of(Item.of(IMAGE))
                        .toMap())
                .containsOnlyKeys("id", "customer", "b\\c");
    }

    @ParameterizedTest
    @CsvSource({
        "customer.password, customer\\.password",
        "new.password, new\\.password",
        "cards[0], cards\\[0]",
        "pass*, pass\\*",
        "*, \\*",
        "a.b\\.c.*, a\\.b\\.c\\.\\*",
    })
    void refusesPathsWhichWouldChooseNothing(String path, String name) {
        String problem =
                "'%s' looks like a path or a pattern, but whole attributes are named here, without 'new' and 'old'. For an attribute of this name write '%s'."
                        .formatted(path, name);

        assertThatThrownBy(() -> AttributeChoice.of(null, List.of("id", path)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(problem);
        assertThatThrownBy(() -> AttributeChoice.of(List.of(path), null))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(problem);
    }
}
