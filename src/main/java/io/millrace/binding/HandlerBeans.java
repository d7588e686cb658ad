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
     * Looks through the bean definitions; no bean is made.
     *
     * @throws UnsuitableHandlerException if two handlers have one name
     */
    public HandlerBeans(ConfigurableListableBeanFactory beans) {
        this.types = new BeanTypes(beans);
        this.images = new ImageReaders(types::mapper, !types.areOnLambda());
        this.methods = HandlerMethod.all(types);
        this.adapters = new HandlerAdapters(types, images);
    }

    /**
     * The handler of this name, not made yet: the supplier makes its bean. Empty when there is none.
     *
     * @throws UnsuitableHandlerException if there is a bean or method of this name, but it can't be a handler
     */
    public Optional<Supplier<Handler>> find(String name) {
        HandlerMethod method = methods.get(name);
        if (method != null) {
            return Optional.of(method.handler(images));
        }
        return types.has(name) ? Optional.of(adapters.adapt(name)) : Optional.empty();
    }

    /** The images that a method of this name has to be given of a change with this event name. */
    public Set<Image> images(String name, EventName event) {
        HandlerMethod method = methods.get(name);
        return method == null ? Set.of() : method.images(event);
    }

    /** The names of the beans that can be nothing but handlers: a {@code Function<DynamodbEvent, Void>} may be more. */
    public Set<String> pureHandlers() {
        Set<String> names = new TreeSet<>(types.names());
        names.removeIf(name -> !adapters.isHandler(name) || adapters.isFunction(name));
        return names;
    }

    /** The names of all handlers, in alphabetical order. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(methods.keySet());
        types.names().stream().filter(adapters::isHandler).forEach(names::add);
        return names;
    }
}
