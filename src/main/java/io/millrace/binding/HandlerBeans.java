package io.millrace.binding;

import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.handler.Handler;
import io.millrace.handler.HandlesChange;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The handlers of an application: beans of a handler type, and methods annotated {@link HandlesChange}. */
public final class HandlerBeans {

    private final BeanTypes types;
    private final ImageReaders images;
    private final TreeMap<String, HandlerMethod> methods;
    private final HandlerAdapters adapters;

    /**
     * Inspects the bean definitions, and creates no bean.
     *
     * @throws UnsuitableHandlerException if two handlers have the same name
     */
    public HandlerBeans(ConfigurableListableBeanFactory beans) {
        this.types = new BeanTypes(beans);
        this.images = new ImageReaders(types::mapper, !types.areOnLambda());
        this.methods = HandlerMethod.all(types);
        this.adapters = new HandlerAdapters(types, images);
    }

    /**
     * Returns the handler with this name; the supplier creates its bean. Empty if there is none.
     *
     * @throws UnsuitableHandlerException if a bean or method with this name is not a handler
     */
    public Optional<Supplier<Handler>> find(String name) {
        HandlerMethod method = methods.get(name);
        if (method != null) {
            return Optional.of(method.handler(images));
        }
        return types.has(name) ? Optional.of(adapters.adapt(name)) : Optional.empty();
    }

    /** Returns the images that a method with this name requires of changes with this event name. */
    public Set<Image> images(String name, EventName event) {
        HandlerMethod method = methods.get(name);
        return method == null ? Set.of() : method.images(event);
    }

    /** Returns the names of the beans that are only handlers: a {@code Function<DynamodbEvent, Void>} may be more. */
    public Set<String> pureHandlers() {
        Set<String> names = new TreeSet<>(types.names());
        names.removeIf(name -> !adapters.isHandler(name) || adapters.isFunction(name));
        return names;
    }

    /** Returns the names of all handlers, in alphabetical order. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(methods.keySet());
        types.names().stream().filter(adapters::isHandler).forEach(names::add);
        return names;
    }

    /** A bean or method that a route names is not a handler; the message says what would be right. */
    public static final class UnsuitableHandlerException extends RuntimeException {

        UnsuitableHandlerException(String message) {
            super(message);
        }
    }
}
