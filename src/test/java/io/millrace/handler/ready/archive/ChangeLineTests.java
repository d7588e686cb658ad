package io.millrace.handler.ready.archive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.handler.kit.AttributeChoice;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import org.junit.jupiter.api.Test;

class ChangeLineTests {

    @Test
    void failsForHalfACharacterWhichWouldMakeTheObjectUnreadable() {
        ChangeLine line = new ChangeLine(AttributeChoice.ALL);

        assertThatThrownBy(() -> line.of(Records.insert()
                        .key("id", Attributes.s("a"))
                        .after("note", Attributes.s("half \uD83D"))
                        .change()))
                .hasMessage("the item contains the unpaired surrogate U+D83D");
    }
}
