package io.millrace.handler.kit;

import io.millrace.aws.ClientSettings;
import io.millrace.aws.Permission;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.handler.Handler;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.core.ResolvableType;

/**
 * A type of handlers that the configuration creates: {@code millrace.handlers.<name>: { type: …, … }}. A bean of this
 * interface adds one. The bean is created when the first handler is configured. Handlers create clients when they are first
 * called.
 *
 * @param <S> the settings: a record, whose components are the keys beside {@code type}
 */
public interface HandlerType<S extends Record> {

    /** Returns the value of {@code type}. */
    String name();

    /** Returns the class of the settings, which is bound as configuration properties are: by default, the type argument. */
    @SuppressWarnings("unchecked")
    default Class<S> settings() {
        ResolvableType type = ResolvableType.forInstance(this).as(HandlerType.class);
        return (Class<S>) Objects.requireNonNull(type.resolveGeneric(0));
    }

    /**
     * Creates a handler.
     *
     * @param name under which routes refer to it
     * @throws InvalidSettingException if a setting is wrong
     */
    Handler handler(String name, S settings);

    /** Returns where the AWS clients of such a handler find their services. Startup reports what they lack. */
    default List<ClientSettings> clients(S settings) {
        return List.of();
    }

    /**
     * Returns the permissions that the role of a Lambda function needs for such a handler. The settings are valid. The
     * generated template grants the permissions.
     */
    default List<Permission> permissions(S settings) {
        return List.of();
    }

    /**
     * Returns the images without which such a handler can't handle changes with this event name, beside those that templates
     * among the settings use. The settings are valid. A route of a table whose stream does not carry these images is refused.
     */
    default Set<Image> images(S settings, EventName event) {
        return Set.of();
    }
}
