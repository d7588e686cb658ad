package io.millrace.binding;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static io.millrace.testkit.Records.modify;
import static io.millrace.testkit.Records.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.binding.Beans.Seen;
import io.millrace.change.AbsentImageException;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ImageHandler;
import io.millrace.testkit.RecordBuilder;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;

class ImageHandlerBeansTests {

    private final Beans beans = Beans.of(Handlers.class);

    @Test
    void handsOverPlainValues() throws Exception {
        Change<Item> change =
                keyed(modify()).before("v", n("1")).after("v", s("x")).change();

        assertThat(beans.handle("images", change))
                .containsExactly(List.of(Map.of("v", BigDecimal.ONE), Map.of("v", "x"), "Products"));
    }

    @Test
    void handsOverNullForTheImageThatAnInsertOrARemoveLacks() throws Exception {
        assertThat(beans.handle(
                        "images",
                        keyed(insert()).after("v", s("x")).change(),
                        keyed(remove()).before("v", s("x")).change()))
                .containsExactly(
                        Arrays.asList(null, Map.of("v", "x"), "Products"),
                        Arrays.asList(Map.of("v", "x"), null, "Products"));
    }

    @Test
    void saysWhyThereIsNoImageAtAll() {
        Change<Item> change = keyed(modify()).viewType(StreamViewType.KEYS_ONLY).change();

        assertThatThrownBy(() -> beans.handle("images", change))
                .isInstanceOf(AbsentImageException.class)
                .hasMessage("Products MODIFY 101 carries no image, but an ImageHandler needs one "
                        + "(StreamViewType KEYS_ONLY)");
    }

    private static RecordBuilder keyed(RecordBuilder record) {
        return record.key("id", s("1"));
    }

    static class Handlers {

        @Bean
        ImageHandler images(Seen seen) {
            return (oldItem, newItem, table) -> seen.add(Arrays.asList(oldItem, newItem, table));
        }
    }
}
