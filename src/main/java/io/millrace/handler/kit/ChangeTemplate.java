package io.millrace.handler.kit;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Mustache.Escaper;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.millrace.change.AttributeException;
import io.millrace.change.Change;
import io.millrace.change.Image;
import io.millrace.change.Item;
import io.millrace.change.ItemJson;
import io.millrace.handler.kit.Placeholder.Context;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A Mustache template that is filled in with a change: <code>{{new.album.title}}</code>, <code>{{old.price}}</code>,
 * <code>{{keys.PK}}</code>, <code>{{event}}</code>, <code>{{table}}</code>. A missing value is an error, unless the
 * placeholder has a default: <code>{{new.title ?: untitled}}</code>. Filters shorten times: <code>{{new.timestamp |
 * date}}</code>, and likewise {@code hour}, {@code month} and {@code year}, all in UTC. Numbers are exact, binary is Base64,
 * maps, lists and sets are JSON. Contents of a change are never read as a template.
 */
public final class ChangeTemplate {

    private final Template template;
    private final Names names;

    private ChangeTemplate(Template template, Names names) {
        this.template = template;
        this.names = names;
    }

    /** How values are escaped. */
    public enum Escaping {
        /** Not at all. */
        NONE,
        /** For HTML, so that no value is markup. */
        HTML,
        /** For JSON strings, so that no value ends the string around it. */
        JSON
    }

    /**
     * @throws IllegalArgumentException if the text is not a template, or names what a change does not have; the message says
     *     what and where
     */
    public static ChangeTemplate parse(String text, Escaping escaping) {
        try {
            Template template = Mustache.compiler()
                    .withEscaper(escaper(escaping))
                    .emptyStringIsFalse(true)
                    .withCollector(new PlaceholderCollector())
                    .withFormatter(ChangeTemplate::format)
                    .compile(escaping == Escaping.JSON ? JsonTemplate.marked(text) : text);
            Names names = new Names();
            template.visit(names);
            return new ChangeTemplate(template, names);
        } catch (MustacheException e) {
            String problem = RawPlaceholder.plain(String.valueOf(e.getMessage()));
            throw new IllegalArgumentException("the template is wrong: %s".formatted(problem), e);
        } catch (IndexOutOfBoundsException e) { // of the library, over a name that is empty
            throw nameless();
        }
    }

    /** @throws IllegalArgumentException if the change lacks a value; the message names it, and contains no contents */
    public String of(Change<Item> change) {
        return text(Context.of(change));
    }

    /**
     * Returns the text with this image for {@code new}, and none for {@code old}: as it was, or would be, when the item was
     * like that.
     *
     * @throws IllegalArgumentException if the change lacks a value; the message names it, and contains no contents
     */
    public String of(Change<Item> change, Item image) {
        return text(new Context(change, Optional.of(image), Optional.empty()));
    }

    /**
     * Returns the value of a template that is a single placeholder, as a plain Java value; the text of any other.
     *
     * @throws IllegalArgumentException if the change lacks a value; the message names it, and contains no contents
     */
    public Object value(Change<Item> change) {
        Optional<Placeholder> only = names.only();
        return only.isEmpty() ? of(change) : value(only.get(), Context.of(change));
    }

    private static Object value(Placeholder place, Context context) {
        try {
            return place.value(context)
                    .orElseThrow(() -> new IllegalArgumentException("the change has no '%s'".formatted(place.name())));
        } catch (IllegalArgumentException | AttributeException e) {
            throw unfilled(e);
        }
    }

    private static Escaper escaper(Escaping escaping) {
        return switch (escaping) {
            case NONE -> Escapers.NONE;
            case HTML -> Escapers.HTML;
            case JSON -> value -> new String(JsonStringEncoder.getInstance().quoteAsCharArray(value));
        };
    }

    /** Whether the template uses {@code new}, {@code old}, {@code keys}, {@code event} or {@code table}. */
    public boolean names(String root) {
        return names.places.stream().anyMatch(place -> place.root().equals(root));
    }

    /** Returns the images that the template requires. */
    public Set<Image> images() {
        Set<Image> images = EnumSet.noneOf(Image.class);
        names.places.stream()
                .filter(place -> place.otherwise() == null && !names.sections.contains(place))
                .forEach(place -> images.addAll(Image.named(place.root())));
        return images;
    }

    private String text(Context context) {
        try {
            return template.execute(context);
        } catch (MustacheException e) {
            throw unfilled(own(e));
        }
    }

    private static IllegalArgumentException nameless() {
        return new IllegalArgumentException("the template has a place without a name: {{}}.");
    }

    private static RuntimeException own(MustacheException e) {
        if (e.getCause() instanceof IllegalArgumentException own) {
            return own;
        }
        return e.getCause() instanceof AttributeException own ? own : e;
    }

    private static IllegalArgumentException unfilled(RuntimeException cause) {
        String problem = RawPlaceholder.plain(String.valueOf(cause.getMessage()));
        return new IllegalArgumentException("the template can't be filled in: %s".formatted(problem), cause);
    }

    private static String format(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof ByteBuffer bytes) {
            return Base64.getEncoder().encodeToString(bytes(bytes));
        }
        return value instanceof Map || value instanceof Collection ? ItemJson.write(value) : String.valueOf(value);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Collects the placeholders of a template, and refuses names that no change has. */
    private static final class Names implements Mustache.Visitor {

        private final List<Placeholder> places = new ArrayList<>();
        private final List<Placeholder> sections = new ArrayList<>(); // which are left out if their value is missing
        private boolean more;

        /** Returns the placeholder that is the whole template. */
        Optional<Placeholder> only() {
            return more || places.size() != 1 ? Optional.empty() : Optional.of(places.get(0));
        }

        @Override
        public void visitText(String text) {
            if (text.contains("{{")) {
                throw new IllegalArgumentException("the template has a '{{' without its '}}'.");
            }
            more |= !text.isEmpty();
        }

        @Override
        public void visitVariable(String name) {
            if (RawPlaceholder.plain(name).isBlank()) {
                throw nameless();
            }
            places.add(Placeholder.parse(name));
        }

        @Override
        public boolean visitInclude(String name) {
            throw new IllegalArgumentException("the template includes '%s'; it has to hold all of it.".formatted(name));
        }

        @Override
        public boolean visitSection(String name) {
            visitVariable(name);
            sections.add(places.get(places.size() - 1));
            more = true;
            return false; // inside, names are those of the section's own values too
        }

        @Override
        public boolean visitInvertedSection(String name) {
            return visitSection(name);
        }
    }
}
