package io.millrace.binding;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static io.millrace.testkit.Records.modify;
import static io.millrace.testkit.Records.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.binding.Beans.Seen;
import io.millrace.change.AbsentImageException;
import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import io.millrace.change.ItemDiff;
import io.millrace.handler.HandlesChange;
import io.millrace.handler.NewImage;
import io.millrace.handler.OldImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

class HandlesChangeBeansTests {

    private static final Change<Item> INSERT =
            insert().key("name", s("Rex")).after("name", s("Rex")).change();
    private static final Change<Item> REMOVE =
            remove().key("name", s("Rex")).before("name", s("Rex")).change();
    private static final Change<Item> MODIFY = modify().key("name", s("Rex"))
            .before("name", s("Rex"))
            .after("name", s("Rex"))
            .after("price", n("3"))
            .change();

    private final Beans beans = Beans.of(Methods.class, ProxiedConfiguration.class);

    @Test
    void handsOverAllThatAMethodAsksFor() throws Exception {
        assertThat(beans.handle("everything", MODIFY))
                .containsExactly(List.of(
                        "Rex", "Rex", Map.of("name", "Rex"), Set.of("price"), MODIFY.record(), Optional.of("Rex")));
    }

    @Test
    void handsOverNullForTheImageThatAnInsertOrARemoveLacks() throws Exception {
        assertThat(beans.handle("images", INSERT, REMOVE))
                .containsExactly(Arrays.asList(null, "Rex"), Arrays.asList("Rex", null));
    }

    @Test
    void handsOverEmptyOptionalsForAbsentImages() throws Exception {
        Change<Item> keysOnly = modify().key("name", s("Rex"))
                .viewType(StreamViewType.KEYS_ONLY)
                .change();

        assertThat(beans.handle("optionals", INSERT, REMOVE, keysOnly))
                .containsExactly(List.of(false, true), List.of(true, false), List.of(false, false));
    }

    @Test
    void saysWhyAnImageIsAbsentInsteadOfCallingTheMethod() {
        Change<Item> keysOnly = modify().key("name", s("Rex"))
                .viewType(StreamViewType.KEYS_ONLY)
                .change();

        assertThatThrownBy(() -> beans.handle("images", keysOnly))
                .isInstanceOf(AbsentImageException.class)
                .hasMessage("MODIFY record 101 of table 'Products' has no old image: "
                        + "the table's stream view type is KEYS_ONLY, "
                        + "and only OLD_IMAGE and NEW_AND_OLD_IMAGES have it");
        assertThat(beans.seen()).isEmpty();
    }

    @Test
    void tellsWhichImagesAMethodHasToBeGiven() {
        assertThat(beans.images("images", EventName.MODIFY)).containsExactly(Image.OLD, Image.NEW);
        assertThat(beans.images("images", EventName.INSERT)).containsExactly(Image.NEW);
        assertThat(beans.images("everything", EventName.REMOVE)).containsExactly(Image.OLD);
        assertThat(beans.images("optionals", EventName.MODIFY)).isEmpty();
        assertThat(beans.images("nothing", EventName.MODIFY)).isEmpty();
    }

    @Test
    void callsAMethodWithoutParameters() throws Exception {
        assertThat(beans.handle("nothing", INSERT)).containsExactly("called");
    }

    @Test
    void handsOnWhatTheMethodThrows() {
        assertThatThrownBy(() -> beans.handle("failing", INSERT))
                .isInstanceOf(IOException.class)
                .hasMessage("no");
    }

    @Test
    void callsAMethodOfAProxiedBean() throws Exception {
        assertThat(beans.handle("proxied", INSERT)).containsExactly("proxied Rex");
    }

    @Test
    void listsMethodsByTheirHandlerNames() {
        assertThat(beans.names()).containsExactly("everything", "failing", "images", "nothing", "optionals", "proxied");
    }

    @Component
    record Methods(Seen seen) {

        @HandlesChange("everything")
        void everything(
                Change<Pet> change,
                @OldImage Item before,
                @NewImage Map<String, Object> after,
                ItemDiff diff,
                DynamodbStreamRecord record,
                @OldImage Optional<Pet> pet) {
            seen.add(List.of(
                    change.newItem().name(),
                    before.string("name"),
                    Map.of("name", after.get("name")),
                    diff.differences().keySet(),
                    record,
                    pet.map(Pet::name)));
        }

        @HandlesChange("images")
        private void images(@OldImage Pet before, @NewImage Item after) {
            seen.add(Arrays.asList(before == null ? null : before.name(), after == null ? null : after.string("name")));
        }

        @HandlesChange("optionals")
        void optionals(@OldImage Optional<Item> before, @NewImage Optional<Pet> after) {
            seen.add(List.of(before.isPresent(), after.isPresent()));
        }

        @HandlesChange("nothing")
        void nothing() {
            seen.add("called");
        }

        @HandlesChange("failing")
        void failing(Change<Item> change) throws IOException {
            throw new IOException("no");
        }
    }

    static class ProxiedConfiguration {

        @Bean
        Proxied proxiedBean(Seen seen) {
            ProxyFactory factory = new ProxyFactory(new Proxied(seen));
            factory.setProxyTargetClass(true);
            return (Proxied) factory.getProxy();
        }
    }

    static class Proxied {

        private final Seen seen;

        Proxied(Seen seen) {
            this.seen = seen;
        }

        @HandlesChange("proxied")
        void handle(@NewImage Pet pet) {
            seen.add("proxied " + pet.name());
        }
    }
}
