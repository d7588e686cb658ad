package io.millrace.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.change.Item;
import io.millrace.testkit.Attributes;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;

/** Where types are not all checked at once, as on Lambda. */
class ImageReadersTests {

    private final AtomicInteger asked = new AtomicInteger();
    private final ImageReaders readers = new ImageReaders(
            () -> {
                asked.incrementAndGet();
                return new JsonMapper();
            },
            false);

    record Pet(String name) {}

    abstract static class Animal {}

    @Test
    void asksJacksonAboutARecordWithItsFirstImage() {
        ImageReader<Pet> reader = readers.of(ResolvableType.forClass(Pet.class), "a test");
        assertThat(asked).hasValue(0);

        assertThat(reader.apply(Item.of(Map.of("name", Attributes.s("Rex"))))).isEqualTo(new Pet("Rex"));
        assertThat(reader.apply(Item.of(Map.of("name", Attributes.s("Bo"))))).isEqualTo(new Pet("Bo"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void asksAtOnceAboutATypeThatLooksAsIfItCouldBeRefused() {
        assertThatExceptionOfType(HandlerBeans.UnsuitableHandlerException.class)
                .isThrownBy(() -> readers.of(ResolvableType.forClass(Animal.class), "Handler 'pets'"))
                .withMessageStartingWith("Handler 'pets' reads images as ")
                .withMessageEndingWith("it is abstract. Take a class, or say by @JsonSubTypes which there are.");
    }
}
