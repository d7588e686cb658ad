package io.millrace.handler.ready.search;

import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.handler.kit.InvalidSettingException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Derives the id of a document from an item's keys, so that no two items share one: values are separated by a character that
 * occurs in them only percent-encoded. An id of one value is that value. An id that is too long is cut, and followed by its
 * digest.
 *
 * @param parts texts and placeholders in turn, texts first; {@code null} for all keys in the order of their names, with #
 *     between them
 */
record DocumentId(@Nullable List<String> parts) {

    private static final String KEY = "id";
    private static final String KEYS = "keys.";
    private static final String TABLE = "table";
    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");

    /** @throws InvalidSettingException if it is not a template of an id */
    static DocumentId parse(@Nullable String template) {
        return new DocumentId(template == null ? null : partsOf(template));
    }

    private static List<String> partsOf(String template) {
        List<String> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(template);
        int end = 0;
        while (place.find()) {
            parts.add(text(template.substring(end, place.start())));
            parts.add(place(place.group(1).strip()));
            end = place.end();
        }
        parts.add(text(template.substring(end)));
        requireKey(parts);
        requireSeparators(parts);
        return parts;
    }

    private static String text(String text) {
        if (text.contains("{{") || text.contains("}}")) {
            throw new InvalidSettingException(KEY, "the template has a '{{' without its '}}', or the other way round.");
        }
        return text;
    }

    private static String place(String name) {
        if (!name.equals(TABLE) && !(name.startsWith(KEYS) && name.length() > KEYS.length())) {
            throw new InvalidSettingException(
                    KEY,
                    "the template asks for '%s'. An id is made of 'keys.<name>' and 'table', which a removed item has, too."
                            .formatted(name));
        }
        return name;
    }

    private static void requireKey(List<String> parts) {
        if (IntStream.range(0, parts.size())
                .noneMatch(i -> i % 2 == 1 && parts.get(i).startsWith(KEYS))) {
            throw new InvalidSettingException(
                    KEY, "the template names no key, such as {{keys.id}}: all items would share one document.");
        }
    }

    private static void requireSeparators(List<String> parts) {
        for (int i = 2; i < parts.size() - 1; i += 2) {
            if (!parts.get(i).matches("(?s)[\\p{ASCII}&&[^\\p{Alnum}%]].*")) {
                throw new InvalidSettingException(
                        KEY,
                        "between '%s' and '%s', a character is missing that is neither a letter nor a digit nor '%%', such as '#'."
                                .formatted(parts.get(i - 1), parts.get(i + 1)));
            }
        }
    }

    /** @throws IllegalArgumentException if a document can't have this id; the message contains no values */
    String of(Change<Item> change) {
        Item keys = change.keys();
        List<String> all = parts == null ? allOf(keys) : parts;
        Set<String> unused = new HashSet<>(keys.names());
        StringBuilder id = new StringBuilder(all.get(0));
        for (int i = 1; i < all.size(); i += 2) {
            String place = all.get(i);
            unused.remove(place.startsWith(KEYS) ? place.substring(KEYS.length()) : "");
            id.append(encoded(value(place, change, keys), all)).append(all.get(i + 1));
        }
        return checked(id.toString(), unused);
    }

    private static List<String> allOf(Item keys) {
        List<String> all = new ArrayList<>();
        for (String name : new TreeSet<>(keys.names())) {
            all.addAll(List.of(all.isEmpty() ? "" : "#", KEYS + name));
        }
        all.add("");
        return all;
    }

    private static String value(String place, Change<Item> change, Item keys) {
        if (place.equals(TABLE)) {
            return change.table();
        }
        Object value = keys.toMap().get(place.substring(KEYS.length()));
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof ByteBuffer binary) {
            byte[] bytes = new byte[binary.remaining()];
            binary.duplicate().get(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value == null) {
            throw new IllegalArgumentException(
                    "the id uses '%s', which is not a key of table '%s'".formatted(place, change.table()));
        }
        return value.toString();
    }

    private static String encoded(String value, List<String> parts) {
        if (parts.size() <= 3) {
            return value;
        }
        String encoded = value.replace("%", "%25");
        for (int i = 2; i < parts.size() - 1; i += 2) {
            char separator = parts.get(i).charAt(0);
            encoded = encoded.replace(String.valueOf(separator), "%%%02X".formatted((int) separator));
        }
        return encoded;
    }

    private static String checked(String id, Set<String> unused) {
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException(
                    "the id leaves out the key %s, so that several items would share a document".formatted(unused));
        }
        if (id.isEmpty()) {
            throw new IllegalArgumentException("the id of the document would be empty, which is not accepted");
        }
        return LongId.fitting(id);
    }
}
