package io.millrace.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.millrace.testkit.Attributes;
import io.millrace.testkit.Records;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopiedStreamTests {

    private final StreamRecord original = Records.modify()
            .key("id", Attributes.s("1"))
            .before("name", Attributes.s("old"))
            .after("name", Attributes.s("new"))
            .build()
            .getDynamodb();
    private final StreamRecord copy = new CopiedStream(original);

    @Test
    void isEqualToItsOriginal() {
        assertThat(copy).isEqualTo(original).hasSameHashCodeAs(original);
        assertThat(copy.toString()).isEqualTo(original.toString());
    }

    @Test
    void showsNothingThatIsDoneToItElsewhere() {
        copy.getNewImage().get("name").setS("changed");
        copy.addOldImageEntry("more", Attributes.s("x"));
        copy.clearKeysEntries();

        assertThat(original.getNewImage().get("name").getS()).isEqualTo("new");
        assertThat(original.getOldImage()).doesNotContainKey("more");
        assertThat(original.getKeys()).containsKey("id");
        assertThat(copy.getOldImage()).containsOnlyKeys("name", "more");
        assertThat(copy.getKeys()).isNull();
    }

    @Test
    void hasWhatIsSet() {
        copy.setNewImage(Map.of("name", Attributes.s("set")));

        assertThat(copy.getNewImage()).isEqualTo(Map.of("name", Attributes.s("set")));
        assertThat(copy.clone()).isEqualTo(copy);
    }
}
