package io.millrace.change;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.testkit.RecordBuilder;
import io.millrace.testkit.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsentImageTests {

    private static final String LEFT_OUT = "%s record 101 of table 'Products' has no %s image: "
            + "the table's stream view type is %s, and only %s and NEW_AND_OLD_IMAGES have it";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "MODIFY, KEYS_ONLY",
        "MODIFY, NEW_IMAGE",
        "REMOVE, KEYS_ONLY",
        "REMOVE, NEW_IMAGE",
    })
    void saysThatTheViewTypeLeavesOutTheOldImage(String name, StreamViewType view) {
        Change<Item> change = record(name, view).change();

        assertThat(change.findOldItem()).isEmpty();
        assertThatThrownBy(change::oldItem)
                .isInstanceOf(AbsentImageException.class)
                .hasMessage(LEFT_OUT.formatted(name, "old", view, "OLD_IMAGE"));
        assertThatThrownBy(change::diff).hasMessage(LEFT_OUT.formatted(name, "old", view, "OLD_IMAGE"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "INSERT, KEYS_ONLY",
        "INSERT, OLD_IMAGE",
        "MODIFY, KEYS_ONLY",
        "MODIFY, OLD_IMAGE",
    })
    void saysThatTheViewTypeLeavesOutTheNewImage(String name, StreamViewType view) {
        Change<Item> change = record(name, view).before("v", n("1")).change();

        assertThat(change.findNewItem()).isEmpty();
        assertThatThrownBy(change::newItem)
                .isInstanceOf(AbsentImageException.class)
                .hasMessage(LEFT_OUT.formatted(name, "new", view, "NEW_IMAGE"));
        assertThatThrownBy(change::diff).hasMessage(LEFT_OUT.formatted(name, "new", view, "NEW_IMAGE"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"})
    void saysThatNoInsertHasAnOldImage(StreamViewType view) {
        assertThatThrownBy(record("INSERT", view).change()::oldItem)
                .isInstanceOf(AbsentImageException.class)
                .hasMessage("INSERT record 101 of table 'Products' has no old image: no INSERT has one");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"})
    void saysThatNoRemoveHasANewImage(StreamViewType view) {
        assertThatThrownBy(record("REMOVE", view).change()::newItem)
                .isInstanceOf(AbsentImageException.class)
                .hasMessage("REMOVE record 101 of table 'Products' has no new image: no REMOVE has one");
    }

    @Test
    void handsOutAnImageWithoutAskingForTheViewType() {
        Change<Item> change = insert().key("id", s("1")).after("v", n("1")).change();

        assertThat(change.newItem().number("v")).isEqualTo("1");
    }

    private static RecordBuilder record(String name, StreamViewType view) {
        return Records.record(name).key("id", s("1")).viewType(view);
    }
}
