package io.millrace.handler.ready;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Mustache.Escaper;
import com.samskivert.mustache.Mustache.VariableFetcher;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.millrace.change.Change;
import io.millrace.change.Item;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A text with places for what is in a change, in Mustache: <code>{{new.album.title}}</code>, <code>{{old.price}}</code>,
 * <code>{{keys.PK}}</code>, <code>{{event}}</code>, <code>{{table}}</code>. What is missing is an error, unless the place says
 * what stands for it: <code>{{new.title ?: untitled}}</code>. What comes from a change is never read as a template.
 */
public final class ChangeText {

    private static final Set<String> ROOTS = Set.of("new", "old", "keys", "event", "table");
    private static final String DEFAULT = "?:";

    private final Template template;

    private ChangeText(Template template) {
        this.template = template;
    }

    /** How values stand in the text. */
    public enum Escaping {
        /** As they are. */
        NONE,
        /** So that none can be markup. */
        HTML,
        /** So that none can end the JSON string that the place stands in. */
        JSON
    }

    /** @throws IllegalArgumentException if the text is no template, or names what a change has not; it says what and where */
    public static ChangeText parse(String text, Escaping escaping) {
        try {
            Template template = Mustache.compiler()
                    .withEscaper(escaper(escaping))
                    .emptyStringIsFalse(true)
                    .withCollector(new Places())
                    .withFormatter(ChangeText::format)
                    .compile(text);
            template.visit(new Names());
            return new ChangeText(template);
        } catch (MustacheException e) {
            throw new IllegalArgumentException("the template is wrong: %s".formatted(e.getMessage()), e);
        }
    }

    /** @throws IllegalArgumentException if the change lacks what the text needs; it says what, and no contents */
    public String of(Change<Item> change) {
        try {
            return template.execute(change);
        } catch (MustacheException e) {
            throw new IllegalArgumentException("the template can't be filled in: %s".formatted(e.getMessage()), e);
        }
    }

    private static Escaper escaper(Escaping escaping) {
        return switch (escaping) {
            case NONE -> Escapers.NONE;
            case HTML -> Escapers.HTML;
            case JSON -> value -> new String(JsonStringEncoder.getInstance().quoteAsCharArray(value));
        };
    }

    private static String format(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof ByteBuffer bytes) {
            return Base64.getEncoder().encodeToString(bytes(bytes));
        }
        return String.valueOf(value);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Finds values by the names in a template. */
    private static final class Places extends DefaultCollector {

        @Override
        public @Nullable VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Change<?> ? Places::value : super.createFetcher(context, name);
        }

        @SuppressWarnings("unchecked")
        private static @Nullable Object value(Object context, String name) {
            int end = name.indexOf(DEFAULT);
            String place = (end < 0 ? name : name.substring(0, end)).strip();
            Optional<Object> value = find((Change<Item>) context, place);
            String otherwise =
                    end < 0 ? null : name.substring(end + DEFAULT.length()).strip();
            return value.orElse(otherwise);
        }

        private static Optional<Object> find(Change<Item> change, String place) {
            int dot = place.indexOf('.');
            String root = dot < 0 ? place : place.substring(0, dot);
            Optional<Item> item =
                    switch (root) {
                        case "new" -> change.findNewItem();
                        case "old" -> change.findOldItem();
                        case "keys" -> Optional.of(change.keys());
                        default -> Optional.empty();
                    };
            return switch (place) {
                case "event" -> Optional.of(change.event().name());
                case "table" -> Optional.of(change.table());
                default ->
                    dot < 0
                            ? item.map(Item::toMap).map(Object.class::cast)
                            : item.flatMap(found -> found.find(place.substring(dot + 1)));
            };
        }
    }

    /** Refuses names that no change has, before there is one. */
    private static final class Names implements Mustache.Visitor {

        @Override
        public void visitText(String text) {
            if (text.contains("{{")) {
                throw new IllegalArgumentException("the template has a '{{' without its '}}'.");
            }
        }

        @Override
        public void visitVariable(String name) {
            String root = name.split("[.\\s]", 2)[0];
            if (!ROOTS.contains(root)) {
                throw new IllegalArgumentException(
                        "the template asks for '%s'. A change has 'new.<path>', 'old.<path>', 'keys.<name>', 'event' and 'table'."
                                .formatted(name));
            }
        }

        @Override
        public boolean visitInclude(String name) {
            throw new IllegalArgumentException("the template includes '%s'; it has to hold all of it.".formatted(name));
        }

        @Override
        public boolean visitSection(String name) {
            visitVariable(name);
            return false; // inside, names are those of the section's own values too
        }

        @Override
        public boolean visitInvertedSection(String name) {
            visitVariable(name);
            return false;
        }
    }
}
