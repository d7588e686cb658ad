package io.millrace.handler.ready.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.ChangeTemplate;
import io.millrace.handler.kit.ChangeTemplate.Escaping;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import tools.jackson.databind.json.JsonMapper;

class BusEventTests {

    private static final String DETAIL = "{\"name\": \"{{new.name}}\", \"weight\": {{new.weight}}}";

    private static final List<Arguments> NO_OBJECTS = List.of(
            detail("a text", "\"{{new.name}}\"", "the detail is JSON, but not one object, which a bus needs"),
            detail("a list", "[{{new.weight}}]", "the detail is JSON, but not one object, which a bus needs"),
            detail("two objects", "{} {}", "the detail is JSON, but not one object, which a bus needs"),
            detail("nothing", "{{new.none ?: }}", "the detail is JSON, but not one object, which a bus needs"),
            detail("no quotes", "{\"name\": name}", "the detail is not JSON, which a bus needs: line 1, column 10"),
            detail("no end", "{\"name\": ", "the detail is not JSON, which a bus needs: line 1, column 10"));

    @ParameterizedTest
    @FieldSource("NO_OBJECTS")
    void failsAChangeWhoseDetailIsNoObjectAndTellsNoContents(String detail, String problem) {
        assertThatThrownBy(() -> event(detail, "INSERT").of(pet("secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem)
                .hasNoCause();
    }

    @Test
    void keepsWhatIsInAStringInsideOfIt() {
        String name = "Rex\", \"admin\": \"yes\\\n{{new.weight}}";

        PutEventsRequestEntry entry = event(DETAIL, "INSERT").of(pet(name)).build();

        assertThat(JsonMapper.shared().readTree(entry.detail()))
                .isEqualTo(
                        JsonMapper.shared().createObjectNode().put("name", name).put("weight", 7));
    }

    @Test
    void tellsTheTimeAndTheStreamOfAChange() {
        PutEventsRequestEntry entry = event(DETAIL, "INSERT").of(pet("Rex")).build();

        assertThat(entry.time()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        assertThat(entry.resources())
                .containsExactly(
                        "arn:aws:dynamodb:us-east-1:123456789012:table/Products/stream/2026-01-01T00:00:00.000");
    }

    @Test
    void doesWithoutTimeAndStream() {
        PutEventsRequestEntry entry = event("{}", "INSERT")
                .of(Records.insert().arn(null).key("id", Attributes.s("a")).change())
                .build();

        assertThat(entry.time()).isNull();
        assertThat(entry.resources()).isEmpty();
    }

    @Test
    void failsAChangeWhoseDetailTypeABusWouldNotTake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event("{}", "x".repeat(129)).of(pet("Rex")))
                .withMessage("the detail type has 129 characters; a bus accepts 1 to 128");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event("{}", "").of(pet("Rex")))
                .withMessage("the detail type has 0 characters; a bus accepts 1 to 128");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event("{}", "x\uFFFF").of(pet("Rex")))
                .withMessage("the detail type has the character U+FFFF, which a bus does not accept");
    }

    private static BusEvent event(String detail, String type) {
        return new BusEvent("millrace", change -> type, ChangeTemplate.parse(detail, Escaping.JSON)::of, true);
    }

    private static Change<Item> pet(String name) {
        return Records.insert()
                .createdAt(Instant.parse("2026-11-21T10:00:00Z"))
                .key("id", Attributes.s("a"))
                .after("name", Attributes.s(name))
                .after("weight", Attributes.n("7"))
                .change();
    }

    private static Arguments detail(String name, String detail, String problem) {
        return arguments(Named.named(name, detail), problem);
    }
}
