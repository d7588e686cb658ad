package io.millrace.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.millrace.change.Change;
import io.millrace.change.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/** What can't be a handler, and the whole message that says so before any record is read. */
class UnsuitableHandlerTests {

    private static final String NO_HANDLER = "which is no handler. A handler is a ChangeHandler<T>, "
            + "a Consumer<Change<T>>, "
            + "an ImageHandler, a Function<DynamodbEvent, Void>, or a method annotated @HandlesChange.";
    private static final String NO_IMAGES = "where the type of its images belongs. Images are read as Item, "
            + "Map<String, Object>, a record or class, or a @DynamoDbBean.";
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

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "raw | ?",
                "wildcard | ?",
                "object | java.lang.Object",
                "bytes | byte[]",
                "anEnum | java.lang.Thread$State",
                "counts | java.util.Map<java.lang.String, java.lang.Integer>",
                "extending | java.util.Map<java.lang.String, java.lang.Number>",
                "byNumber | java.util.Map<java.lang.Integer, java.lang.Object>",
                "hashMap | java.util.HashMap<java.lang.String, java.lang.Object>",
            })
    void refusesATypeThatImagesCannotBeReadAs(String name, String type) {
        assertUnsuitable(Wrong.class, name, "bean '%s' says '%s' ".formatted(name, type) + NO_IMAGES);
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
                .isInstanceOf(UnsuitableHandlerException.class)
                .hasMessageMatching("two methods are annotated @HandlesChange\\(\"same\"\\): "
                        + "method Twice\\.(one and method Twice\\.two|two and method Twice\\.one)");
    }

    @Test
    void refusesAMethodAndABeanOfOneName() {
        assertThatThrownBy(() -> Beans.of(Methods.class, Same.class).names())
                .isInstanceOf(UnsuitableHandlerException.class)
                .hasMessage("method Methods.parameter is annotated @HandlesChange(\"parameter\"), "
                        + "but there is a bean of that name too");
    }

    @Test
    void refusesAnImageTypeThatTheEnhancedClientRefuses() {
        assertThatThrownBy(() -> Beans.of(Wrong.class).handler("beanWithoutConstructor"))
                .isInstanceOf(UnsuitableHandlerException.class)
                .hasMessageStartingWith("bean 'beanWithoutConstructor' reads images as " + NoConstructor.class.getName()
                        + ", which the DynamoDB enhanced client refuses: ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "anInterface | Shape | it is abstract. Take a class, or say by @JsonSubTypes which there are.",
                "closed | Closed | it has no constructor for that. Take a record, or give it one without parameters, "
                        + "or annotate one @JsonCreator.",
                "aList | Row | it is no object with attributes.",
            })
    void refusesATypeThatJacksonCannotMake(String name, String type, String flaw) {
        assertUnsuitable(
                Wrong.class,
                name,
                "bean '%s' reads images as %s$%s, which Jackson can't make: %s"
                        .formatted(name, UnsuitableHandlerTests.class.getName(), type, flaw));
        assertThat(Beans.of(Wrong.class).handler("aClassOfAnInterface")).isNotNull();
    }

    @Test
    void handsOnWhyJacksonRefusesAType() {
        assertThatThrownBy(() -> Beans.of(Wrong.class).handler("torn"))
                .isInstanceOf(UnsuitableHandlerException.class)
                .hasMessageStartingWith("bean 'torn' reads images as " + Torn.class.getName()
                        + ", which Jackson can't make: Conflicting setter definitions for property \"size\": ");
    }

    private static void assertUnsuitable(Class<?> configuration, String name, String message) {
        Beans beans = Beans.of(configuration);

        assertThatThrownBy(() -> beans.handler(name))
                .isInstanceOf(UnsuitableHandlerException.class)
                .hasMessage(message);
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

        @Bean
        @SuppressWarnings("rawtypes")
        ChangeHandler raw() {
            return change -> {};
        }

        @Bean
        ChangeHandler<?> wildcard() {
            return change -> {};
        }

        @Bean
        ChangeHandler<Object> object() {
            return change -> {};
        }

        @Bean
        ChangeHandler<byte[]> bytes() {
            return change -> {};
        }

        @Bean
        Consumer<Change<Thread.State>> anEnum() {
            return change -> {};
        }

        @Bean
        ChangeHandler<NoConstructor> beanWithoutConstructor() {
            return change -> {};
        }

        @Bean
        ChangeHandler<Map<String, Integer>> counts() {
            return change -> {};
        }

        @Bean
        Consumer<Change<Map<String, ? extends Number>>> extending() {
            return change -> {};
        }

        @Bean
        ChangeHandler<Map<Integer, Object>> byNumber() {
            return change -> {};
        }

        @Bean
        ChangeHandler<HashMap<String, Object>> hashMap() {
            return change -> {};
        }

        @Bean
        ChangeHandler<Shape> anInterface() {
            return change -> {};
        }

        @Bean
        Consumer<Change<Closed>> closed() {
            return change -> {};
        }

        @Bean
        ChangeHandler<Row> aList() {
            return change -> {};
        }

        @Bean
        ChangeHandler<Torn> torn() {
            return change -> {};
        }

        @Bean
        ChangeHandler<Round> aClassOfAnInterface() {
            return change -> {};
        }
    }

    interface Shape {}

    record Round(int radius) implements Shape {}

    static class Closed {
        Closed(int one, int two) {}
    }

    static class Row extends ArrayList<String> {}

    static class Torn {
        public void setSize(Pet size) {}

        public void setSize(List<String> size) {}
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

    @DynamoDbBean
    record NoConstructor(String name) {}
}
