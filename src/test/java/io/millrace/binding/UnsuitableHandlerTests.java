package io.millrace.binding;

import static io.millrace.binding.Unsuitable.NO_IMAGES;
import static io.millrace.binding.Unsuitable.assertUnsuitable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.HandlesChange;
import io.millrace.handler.NewImage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What can't be a handler, and the whole message that says so before any record is read. */
class UnsuitableHandlerTests {

    private static final String NO_HANDLER = "which is not a handler. A handler is a ChangeHandler<T>, "
            + "a Consumer<Change<T>>, "
            + "an ImageHandler, a Function<DynamodbEvent, Void>, or a method annotated @HandlesChange.";

    private static final String NO_PARAMETER =
            "A handler method takes Change<T>, @OldImage T, @NewImage T, ItemDiff and DynamodbStreamRecord.";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "text | java.lang.String",
                "strings | java.util.function.Consumer<java.lang.String>",
                "otherFunction | java.util.function.Function<"
                        + "com.amazonaws.services.lambda.runtime.events.DynamodbEvent, java.lang.String>",
            })
    void refusesABeanOfNoHandlerType(String name, String type) {
        assertUnsuitable(Wrong.class, name, "bean '%s' is of type %s, ".formatted(name, type) + NO_HANDLER);
        assertThat(Beans.of(Wrong.class).names()).doesNotContain(name);
    }

    @Test
    void refusesAMethodThatReturnsSomething() {
        assertUnsuitable(
                Methods.class,
                "returning",
                "method Methods.returning returns String; a method annotated @HandlesChange returns void");
    }

    @Test
    void refusesAParameterThatNothingFits() {
        assertUnsuitable(
                Methods.class,
                "parameter",
                "parameter 'table' of method Methods.parameter is of type java.lang.String. " + NO_PARAMETER);
        assertUnsuitable(
                Methods.class,
                "unmarked",
                "parameter 'item' of method Methods.unmarked is of type io.millrace.change.Item. " + NO_PARAMETER);
        assertUnsuitable(Methods.class, "number", "parameter 'price' of method Methods.number says 'int' " + NO_IMAGES);
    }

    @Test
    void refusesTwoMethodsOfOneName() {
        assertThatThrownBy(() -> Beans.of(Twice.class).names())
                .isInstanceOf(HandlerBeans.UnsuitableHandlerException.class)
                .hasMessageMatching("two methods are annotated @HandlesChange\\(\"same\"\\): "
                        + "method Twice\\.(one and method Twice\\.two|two and method Twice\\.one)");
    }

    @Test
    void refusesAMethodAndABeanOfOneName() {
        assertThatThrownBy(() -> Beans.of(Methods.class, Same.class).names())
                .isInstanceOf(HandlerBeans.UnsuitableHandlerException.class)
                .hasMessage("method Methods.parameter is annotated @HandlesChange(\"parameter\"), "
                        + "but there is a bean of that name too");
    }

    static class Wrong {

        @Bean
        String text() {
            return "";
        }

        @Bean
        Consumer<String> strings() {
            return text -> {};
        }

        @Bean
        Function<DynamodbEvent, String> otherFunction() {
            return event -> "";
        }
    }

    @Component
    static class Methods {

        @HandlesChange("returning")
        String returning(Change<Item> change) {
            return "";
        }

        @HandlesChange("parameter")
        void parameter(Change<Item> change, String table) {}

        @HandlesChange("unmarked")
        void unmarked(Item item) {}

        @HandlesChange("number")
        void number(@NewImage int price) {}
    }

    @Component
    static class Twice {

        @HandlesChange("same")
        void one() {}

        @HandlesChange("same")
        void two() {}
    }

    @Component("parameter")
    static class Same {}
}
