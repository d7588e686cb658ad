package io.millrace.binding;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What all messages of unsuitable handlers are asserted by. */
final class Unsuitable {

    static final String NO_IMAGES = "where the type of its images belongs. Images are read as Item, "
            + "Map<String, Object>, a record or class, or a @DynamoDbBean.";

    private Unsuitable() {}

    static void assertUnsuitable(Class<?> configuration, String name, String message) {
        Beans beans = Beans.of(configuration);

        assertThatThrownBy(() -> beans.handler(name))
                .isInstanceOf(HandlerBeans.UnsuitableHandlerException.class)
                .hasMessage(message);
    }
}
