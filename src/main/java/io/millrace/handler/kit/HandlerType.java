package io.millrace.handler.kit;

import io.millrace.aws.ClientSettings;
import io.millrace.aws.Permission;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.handler.Handler;
import java.util.List;
import java.util.Set;

/**
 * A kind of handler that configuration makes: {@code millrace.handlers.<name>: { type: …, … }}. A bean of this interface adds
 * one. It is made when the first handler is configured, and makes no client: a handler does when it is first called.
 *
 * @param <S> its settings: a record, whose components are the keys beside {@code type}
 */
public interface HandlerType<S extends Record> {

    /** What {@code type} is for it. */
    String name();

    /** The class of the settings, which is bound as configuration properties are. */
    Class<S> settings();

    /**
     * Makes a handler.
     *
     * @param name under which routes know it
     * @throws InvalidSettingException if a setting can't be right
     */
    Handler handler(String name, S settings);

    /**
     * Where the clients of AWS that a handler of these settings makes find their services. The start tells what these lack.
     */
    default List<ClientSettings> clients(S settings) {
        return List.of();
    }

    /**
     * What the role of a Lambda function has to be allowed to for a handler of these settings, which are right. The generated
     * template grants it.
     */
    default List<Permission> permissions(S settings) {
        return List.of();
    }

    /**
     * The images without which a handler of these settings, which are right, can do nothing with a change of this event name,
     * beside those that templates among the settings name. A route of a table whose stream doesn't carry them is refused.
     */
    default Set<Image> images(S settings, EventName event) {
        return Set.of();
    }
}
