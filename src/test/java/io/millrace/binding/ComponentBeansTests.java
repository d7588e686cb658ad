package io.millrace.binding;

import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.binding.Beans.Seen;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ChangeHandler;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.stereotype.Component;

/** Handlers that are classes of their own. */
class ComponentBeansTests {

    private static final Change<Item> INSERT =
            insert().key("name", s("Rex")).after("name", s("Rex")).change();

    @ParameterizedTest
    @ValueSource(strings = {"itemComponent", "inheritingComponent", "consumerComponent"})
    void handlesAChange(String name) throws Exception {
        Beans beans = Beans.of(ItemComponent.class, InheritingComponent.class, ConsumerComponent.class);

        assertThat(beans.handle(name, INSERT)).containsExactly(name + " Rex");
    }

    @Test
    void listsHandlersInAlphabeticalOrderAndNothingElse() {
        assertThat(Beans.of(ItemComponent.class, ConsumerComponent.class, Pets.PlainPet.class)
                        .names())
                .containsExactly("consumerComponent", "itemComponent");
        assertThat(Beans.of(ItemComponent.class).has("nobody")).isFalse();
    }

    @Component("itemComponent")
    record ItemComponent(Seen seen) implements ChangeHandler<Item> {
        @Override
        public void handle(Change<Item> change) {
            seen.add("itemComponent " + change.newItem().string("name"));
        }
    }

    @Component("consumerComponent")
    record ConsumerComponent(Seen seen) implements Consumer<Change<Pet>> {
        @Override
        public void accept(Change<Pet> change) {
            seen.add("consumerComponent " + change.newItem().name());
        }
    }

    abstract static class Base<X, T> implements ChangeHandler<T> {}

    @Component("inheritingComponent")
    static class InheritingComponent extends Base<Integer, Pet> {

        private final Seen seen;

        InheritingComponent(Seen seen) {
            this.seen = seen;
        }

        @Override
        public void handle(Change<Pet> change) {
            seen.add("inheritingComponent " + change.newItem().name());
        }
    }
}
