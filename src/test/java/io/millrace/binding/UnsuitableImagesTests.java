package io.millrace.binding;

import static io.millrace.binding.Unsuitable.NO_IMAGES;
import static io.millrace.binding.Unsuitable.assertUnsuitable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ChangeHandler;
import java.io.Serializable;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/** What images can't be read as, and the whole message that says so before any record is read. */
class UnsuitableImagesTests {

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
    void refusesAnImageTypeThatTheEnhancedClientRefuses() {
        assertThatThrownBy(() -> Beans.of(Wrong.class).handler("beanWithoutConstructor"))
                .isInstanceOf(HandlerBeans.UnsuitableHandlerException.class)
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
                "aList | Row | it is not an object with attributes.",
                "nestedInterface | Drawing | its 'shape' is of type Shape: it is abstract. Take a class, or say by @JsonSubTypes which there are.",
                "nestedInAList | Drawings | its 'drawings' is of type Drawing: its 'shape' is of type Shape: it is abstract. Take a class, or say by @JsonSubTypes which there are.",
                "nestedItem | Parcel | its 'content' is of type Item: it has no constructor for that. Take a record, or give it one without parameters, "
                        + "or annotate one @JsonCreator.",
            })
    void refusesATypeThatJacksonCannotMake(String name, String type, String flaw) {
        assertUnsuitable(
                Wrong.class,
                name,
                "bean '%s' reads images as %s$%s, which Jackson can't make: %s"
                        .formatted(name, UnsuitableImagesTests.class.getName(), type, flaw));
        assertThat(Beans.of(Wrong.class).handler("aClassOfAnInterface")).isNotNull();
    }

    @Test
    void handsOnWhyJacksonRefusesAType() {
        assertThatThrownBy(() -> Beans.of(Wrong.class).handler("torn"))
                .isInstanceOf(HandlerBeans.UnsuitableHandlerException.class)
                .hasMessageStartingWith("bean 'torn' reads images as " + Torn.class.getName()
                        + ", which Jackson can't make: Conflicting setter definitions for property \"size\": ");
    }

    @Test
    void takesRecordsOfWhatJacksonMakes() {
        assertThat(Beans.of(Wrong.class).handler("nestedPlainly")).isNotNull();
    }

    record Drawing(String name, Shape shape) {}

    record Drawings(Map<String, Optional<List<Drawing>>> drawings) {}

    record Parcel(Item content) {}

    record Tree(String name, List<Tree> below) {}

    record Code(@JsonValue String code) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Code {}
    }

    record Plain(
            Object any,
            CharSequence text,
            Serializable scalar,
            Number number,
            Tree tree,
            Code code,
            Map<Thread.State, Set<Instant>> times,
            Iterable<URI> addresses,
            byte[][] binaries,
            @JsonDeserialize(as = Round.class) Shape shape,
            @JsonDeserialize(contentAs = Round.class) List<Shape> shapes,
            JsonNode json) {}

    static class Wrong {

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
        ChangeHandler<Drawing> nestedInterface() {
            return change -> {};
        }

        @Bean
        ChangeHandler<Drawings> nestedInAList() {
            return change -> {};
        }

        @Bean
        ChangeHandler<Parcel> nestedItem() {
            return change -> {};
        }

        @Bean
        ChangeHandler<Plain> nestedPlainly() {
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

    @DynamoDbBean
    record NoConstructor(String name) {}
}
