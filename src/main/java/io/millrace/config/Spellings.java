package io.millrace.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.io.Resource;

/**
 * Knows how files spell what they say, where YAML makes another value of it: {@code NO}, {@code 1.10}, {@code 0123}. A file is
 * read for that only when there is a value or a key that is no text.
 */
final class Spellings {

    private final Map<Resource, YamlText> files = new HashMap<>();

    /** A value as it is written, where a file says so. */
    Optional<String> of(Entry entry) {
        return scalar(entry).map(YamlText.Scalar::text);
    }

    /**
     * What is wrong with a free key.
     *
     * @param index of the part of the name that the key begins with
     * @param last whether a text belongs to the key, and nothing below it
     */
    Optional<String> problemOfKey(Entry entry, int index, boolean last) {
        WrittenName.Part part = entry.name().part(index);
        boolean plain = !part.bracketed() || !part.text().matches("true|false|[-0-9.].*|NaN|Infinity");
        boolean alone = index == entry.name().size() - 1;
        return plain && (alone || !last) ? Optional.empty() : problem(entry, index, last);
    }

    private Optional<String> problem(Entry entry, int index, boolean last) {
        WrittenName.Part part = entry.name().part(index);
        if (scalar(entry).isEmpty()) {
            boolean truth = part.bracketed() && part.text().matches("true|false");
            return truth ? Optional.of(quotes("a word such as on or no", part.text(), "")) : Optional.empty();
        }
        List<YamlText.Key> keys = keys(entry, index);
        return keys.isEmpty() ? Optional.empty() : problem(keys, last);
    }

    /** Whether a list stands where there are keys. */
    boolean isElement(Entry entry, int index) {
        return entry.name().part(index).isIndex()
                && keys(entry, index).stream().limit(1).anyMatch(YamlText.Key::index);
    }

    /** A key of the file with a dot in it, of which two parts of the name were made, this one and the one before. */
    Optional<String> keyOver(Entry entry, int index) {
        int start = entry.name().part(index - 1).start();
        return scalar(entry).map(YamlText.Scalar::keys).orElse(List.of()).stream()
                .filter(key -> key.start() == start && key.text().contains("."))
                .map(YamlText.Key::text)
                .findFirst();
    }

    /** The keys in the file from a part of the name on, if one begins with it. */
    private List<YamlText.Key> keys(Entry entry, int index) {
        int start = entry.name().part(index).start();
        List<YamlText.Key> keys = scalar(entry).map(YamlText.Scalar::keys).orElse(List.of()).stream()
                .filter(key -> key.start() >= start)
                .toList();
        return keys.isEmpty() || keys.get(0).start() > start ? List.of() : keys;
    }

    private static Optional<String> problem(List<YamlText.Key> keys, boolean last) {
        YamlText.Key key = keys.get(0);
        if (key.index()) {
            return Optional.empty();
        }
        if (last && keys.size() > 1) {
            return Optional.of("'%s' takes a value, and no %s."
                    .formatted(key.text(), keys.get(1).index() ? "list" : "keys below it"));
        }
        String read = "[%s]".formatted(key.text());
        boolean kept = key.read().equals(key.text()) || key.read().equals(read);
        return kept
                ? Optional.empty()
                : Optional.of(quotes(key.text(), key.read().replaceAll("^\\[|]$", ""), key.text()));
    }

    private static String quotes(String written, String read, String quoted) {
        String right = quoted.isEmpty() ? "." : ": \"%s\".".formatted(quoted);
        return "YAML reads %s as %s. Write it in quotes%s".formatted(written, read, right);
    }

    private Optional<YamlText.Scalar> scalar(Entry entry) {
        Origin origin = entry.origin() instanceof PropertySourceOrigin wrapper ? wrapper.getOrigin() : entry.origin();
        return origin instanceof TextResourceOrigin text && text.getLocation() != null && text.getResource() != null
                ? files.computeIfAbsent(text.getResource(), YamlText::of)
                        .scalar(entry.name().text(), text.getLocation())
                : Optional.empty();
    }
}
