package io.millrace.handler.kit;

import io.millrace.change.Change;
import io.millrace.change.Item;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A placeholder in a template: <code>new.album.title</code>, <code>new.timestamp | date</code>, <code>old.price ?: 0</code>.
 *
 * @param name as written, without filter and default
 * @param filter applied to the value
 * @param otherwise the default for a missing value
 * @param raw how the value stands in JSON, so that it may not be a text; {@code null} if it is escaped
 */
record Placeholder(
        String name,
        @Nullable TimeFilter filter,
        @Nullable String otherwise,
        @Nullable RawPlaceholder raw) {

    private static final Set<String> ROOTS = Set.of("new", "old", "keys", "event", "table");
    private static final Set<String> WORDS = Set.of("event", "table");
    private static final String DEFAULT = "?:";
    private static final Pattern FILTER = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern FILTERED =
            Pattern.compile("(?<!\\\\)\\|\\s*(%s)\\s*$".formatted(String.join("|", TimeFilter.names())));
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,37})(\\.[0-9]{1,37})?");

    /**
     * A change, and the images that a text is filled in with.
     *
     * @param newItem the item that {@code new} stands for
     * @param oldItem the item that {@code old} stands for
     */
    record Context(Change<Item> change, Optional<Item> newItem, Optional<Item> oldItem) {

        static Context of(Change<Item> change) {
            return new Context(change, change.findNewItem(), change.findOldItem());
        }
    }

    /** @throws IllegalArgumentException if it names what no change has, or an unknown filter */
    static Placeholder parse(String written) {
        String text = RawPlaceholder.plain(written);
        int end = text.indexOf(DEFAULT);
        requireNoFilter(end < 0 ? "" : text.substring(end));
        String[] parts = FILTER.split(end < 0 ? text : text.substring(0, end), 2);
        String name = parts[0].strip();
        if (!ROOTS.contains(root(name)) || name.contains(".") && WORDS.contains(root(name))) {
            throw new IllegalArgumentException(
                    "the template asks for '%s'. A change has 'new.<path>', 'old.<path>', 'keys.<name>', 'event' and 'table'."
                            .formatted(name));
        }
        requirePath(name);
        return new Placeholder(
                name,
                parts.length < 2 ? null : filter(parts[1].strip()),
                end < 0 ? null : text.substring(end + DEFAULT.length()).strip(),
                RawPlaceholder.of(written).orElse(null));
    }

    /** A default is not filtered. */
    private static void requireNoFilter(String substitute) {
        Matcher filter = FILTERED.matcher(substitute);
        if (filter.find()) {
            throw new IllegalArgumentException(
                    "the template has the filter '%s' behind '?:'. Write it before, such as {{new.time | %<s ?: never}}."
                            .formatted(filter.group(1)));
        }
    }

    private static void requirePath(String name) {
        if (name.contains(".")) {
            Item.of(Map.of()).has(name.substring(root(name).length() + 1));
        }
    }

    private static TimeFilter filter(String name) {
        if (!TimeFilter.names().contains(name)) {
            throw new IllegalArgumentException("the template has no filter '%s'. Filters cut times: %s."
                    .formatted(name, String.join(", ", TimeFilter.names())));
        }
        return TimeFilter.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String root(String name) {
        return name.split("\\.", 2)[0];
    }

    /** {@code new}, {@code old}, {@code keys}, {@code event} or {@code table}. */
    String root() {
        return root(name);
    }

    /**
     * Returns the value as a plain Java value; a default that is a number as a number. Empty if the value is missing or NULL.
     *
     * @throws IllegalArgumentException if the filter does not accept the value; the message contains no contents
     */
    Optional<Object> value(Context context) {
        return find(context).map(this::filtered).map(this::fitting).or(this::substitute);
    }

    private Object filtered(Object value) {
        try {
            return filter == null ? value : filter.cut(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'%s': %s".formatted(name, e.getMessage()));
        }
    }

    private Object fitting(Object value) {
        if (raw != null) {
            raw.check(name, value);
        }
        return value;
    }

    private Optional<Object> substitute() {
        return Optional.ofNullable(otherwise).map(text -> NUMBER.matcher(text).matches() ? new BigDecimal(text) : text);
    }

    private Optional<Object> find(Context context) {
        return switch (root()) {
            case "new" -> context.newItem().flatMap(this::find);
            case "old" -> context.oldItem().flatMap(this::find);
            case "keys" -> find(context.change().keys());
            case "event" -> Optional.of(context.change().event().name());
            default -> Optional.of(context.change().table());
        };
    }

    private Optional<Object> find(Item item) {
        return name.equals(root()) ? Optional.of(item.toMap()) : item.find(name.substring(root().length() + 1));
    }
}
