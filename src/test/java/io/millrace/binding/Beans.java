package io.millrace.binding;

import io.millrace.change.Change;
import io.millrace.change.EventName;
import io.millrace.change.Image;
import io.millrace.change.Item;
import io.millrace.change.SequenceNumber;
import io.millrace.handler.BatchHandler;
import io.millrace.handler.Handler;
import io.millrace.handler.RecordHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A Spring context, its handlers, and what they saw. */
final class Beans {

    /** What handlers write into, as a bean. */
    static final class Seen {

        private final List<Object> values = new ArrayList<>();

        void add(Object value) {
            values.add(value);
        }
    }

    private final AnnotationConfigApplicationContext context;

    private Beans(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /** A context of these classes and {@link Seen}. */
    static Beans of(Class<?>... classes) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(Seen.class);
        context.register(classes);
        context.refresh();
        return new Beans(context);
    }

    Handler handler(String name) {
        return new HandlerBeans(context.getBeanFactory())
                .find(name)
                .orElseThrow()
                .get();
    }

    boolean has(String name) {
        return new HandlerBeans(context.getBeanFactory()).find(name).isPresent();
    }

    Set<String> names() {
        return new HandlerBeans(context.getBeanFactory()).names();
    }

    Set<Image> images(String name, EventName event) {
        return new HandlerBeans(context.getBeanFactory()).images(name, event);
    }

    /** Hands changes to a handler one by one, and returns all that any handler saw. */
    @SafeVarargs
    final List<Object> handle(String name, Change<Item>... changes) throws Exception {
        RecordHandler handler = (RecordHandler) handler(name);
        for (Change<Item> change : changes) {
            handler.handle(change);
        }
        return seen();
    }

    /** Hands changes to a handler in one call, and returns what it reports as failed. */
    @SafeVarargs
    final Map<SequenceNumber, Throwable> handleAll(String name, Change<Item>... changes) throws Exception {
        return ((BatchHandler) handler(name)).handle(List.of(changes));
    }

    List<Object> seen() {
        return List.copyOf(context.getBean(Seen.class).values);
    }
}
