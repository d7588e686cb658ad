package io.millrace.binding;

import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Records.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.binding.Beans.Seen;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.ChangeHandler;
import io.millrace.handler.UnreadableImageException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Images are read as the application reads its own JSON, whatever it has set, but never less exactly. */
class ApplicationMapperTests {

    private static final Change<Item> INSERT = insert().key("id", s("1"))
            .after("id", s("1"))
            .after("first_name", s("Ann"))
            .after("shoe_size", n("38"))
            .change();

    record Person(String firstName, Name nick, byte shoeSize) {}

    record Name(String text) {}

    @Test
    void readsImagesByTheNamesAndModulesOfTheApplication() throws Exception {
        assertThat(Beans.of(OneMapper.class, People.class).handle("people", INSERT))
                .containsExactly(new Person("ANN", null, (byte) 38));
    }

    @Test
    void staysExactWhateverTheApplicationAllows() {
        Change<Item> large = insert().key("id", s("1"))
                .after("shoe_size", n("200"))
                .after("unknown", s("x"))
                .change();

        assertThatThrownBy(() -> Beans.of(OneMapper.class, People.class).handle("people", large))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessage("the image can't be read as Person: attribute 'shoe_size' is missing or does not fit");
    }

    @Test
    void takesThePrimaryOneOfSeveral() throws Exception {
        assertThat(Beans.of(OneMapper.class, PrimaryMapper.class, People.class).handle("people", INSERT))
                .containsExactly(new Person("Ann", null, (byte) 38));
    }

    @Test
    void asksWhichOneOfSeveral() {
        assertThatThrownBy(() -> Beans.of(OneMapper.class, OtherMapper.class, People.class)
                        .handler("people"))
                .isInstanceOf(HandlerBeans.UnsuitableHandlerException.class)
                .hasMessage(
                        "bean 'people' reads images as " + Person.class.getName()
                                + ", for which there are several beans of type JsonMapper: [oneMapper, otherMapper]. Mark one @Primary.");
    }

    @Test
    void asksWhoMakesAMapperOfItsSettings() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "settings", Map.of("spring.jackson.property-naming-strategy", "SNAKE_CASE")));
        context.register(Seen.class, People.class);
        context.refresh();

        assertThatThrownBy(() -> new HandlerBeans(context.getBeanFactory()).find("people"))
                .isInstanceOf(HandlerBeans.UnsuitableHandlerException.class)
                .hasMessage("bean 'people' reads images as " + Person.class.getName()
                        + ", for which 'spring.jackson' is set, but nothing makes a JsonMapper of it. Add the dependency "
                        + "org.springframework.boot:spring-boot-jackson, or a bean of type JsonMapper.");
    }

    @Test
    void needsNoMapperOfTheApplication() throws Exception {
        assertThat(Beans.of(People.class)
                        .handle(
                                "people",
                                insert().key("id", s("1"))
                                        .after("firstName", s("Ann"))
                                        .after("shoeSize", n("1"))
                                        .change()))
                .containsExactly(new Person("Ann", null, (byte) 1));
    }

    @Component("people")
    record People(Seen seen) implements ChangeHandler<Person> {
        @Override
        public void handle(Change<Person> change) {
            seen.add(change.newItem());
        }
    }

    static class OneMapper {

        @Bean
        JsonMapper oneMapper() {
            SimpleModule loud = new SimpleModule()
                    .addDeserializer(String.class, new Loud())
                    .addSerializer(String.class, new Quoted());
            return JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.UNWRAP_ROOT_VALUE)
                    .enable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .addModule(loud)
                    .build();
        }
    }

    static class OtherMapper {

        @Bean
        JsonMapper otherMapper() {
            return new JsonMapper();
        }
    }

    static class PrimaryMapper {

        @Bean
        @Primary
        JsonMapper primaryMapper() {
            return JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();
        }
    }

    private static final class Loud extends ValueDeserializer<String> {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            return parser.getString().toUpperCase(Locale.ROOT);
        }
    }

    /** Shows if an image is written by the application's serializers on its way. */
    private static final class Quoted extends ValueSerializer<String> {
        @Override
        public void serialize(String value, JsonGenerator json, SerializationContext context) {
            json.writeString("\"" + value + "\"");
        }
    }
}
