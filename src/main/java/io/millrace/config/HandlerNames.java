package io.millrace.config;

import io.millrace.binding.HandlerBeans;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.handler.Handler;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** Finds handlers by the names in routes, and creates their beans once all names are known to be right. */
final class HandlerNames {

    private final HandlerBeans beans;
    private final ReadyMade readyMade;
    private final Set<String> functions;
    private final Mistakes mistakes;
    private final Map<String, Supplier<Handler>> found = new HashMap<>();
    private final Set<String> named = new TreeSet<>();
    private final Map<String, Handler> made = new HashMap<>();

    /**
     * @param functions the names of the table functions, which can't be handlers
     */
    HandlerNames(HandlerBeans beans, ReadyMade readyMade, Set<String> functions, Mistakes mistakes) {
        this.beans = beans;
        this.readyMade = readyMade;
        this.functions = functions;
        this.mistakes = mistakes;
    }

    /** Looks up a name, and adds a mistake at the key if no handler has it. */
    void check(ConfigurationPropertyName key, String name) {
        try {
            Optional<Supplier<Handler>> handler = functions.contains(name) ? Optional.empty() : beans.find(name);
            handler.ifPresentOrElse(supplier -> found.put(name, supplier), () -> mistakes.add(key, unknown(name)));
        } catch (HandlerBeans.UnsuitableHandlerException e) {
            mistakes.add(key, "%s".formatted(e.getMessage()));
        }
    }

    /** The images that a handler needs for a change of this event name, as far as that is known. */
    Set<Image> images(String name, EventName event) {
        Set<Image> images = EnumSet.noneOf(Image.class);
        images.addAll(beans.images(name, event));
        images.addAll(readyMade.images(name, event));
        return images;
    }

    /** The names of beans that only routes may call: handlers by their type, and beans that routes name. */
    Set<String> all() {
        Set<String> all = new TreeSet<>(beans.pureHandlers());
        all.addAll(named);
        return all;
    }

    /** Adds the names of handlers in a route, whether or not the route is enabled. */
    void named(Collection<String> names) {
        named.addAll(names);
    }

    /** @throws InvalidConfigurationException if the created bean can't be called as a handler */
    Handler handler(String name) {
        return made.computeIfAbsent(name, this::make);
    }

    private Handler make(String name) {
        try {
            return Objects.requireNonNull(found.get(name)).get();
        } catch (HandlerBeans.UnsuitableHandlerException e) {
            throw InvalidConfigurationException.of(List.of(e.getMessage() + "."));
        }
    }

    private String unknown(String name) {
        if (functions.contains(name)) {
            return "'%s' is a function, and can't be a handler.".formatted(name);
        }
        Set<String> known = beans.names();
        known.removeAll(functions);
        return "no handler named '%s'.%s Known handlers: %s.".formatted(name, Nearest.hint(name, known), known);
    }
}
